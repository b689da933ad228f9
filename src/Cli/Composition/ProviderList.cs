using MultiBatch.Providers;
using MultiBatch.Providers.Aws.Registration;
using MultiBatch.Providers.Azure.Registration;
using MultiBatch.Providers.Google.Registration;
using MultiBatch.Providers.Local;
using MultiBatch.Providers.Local.Registration;

namespace MultiBatch.Cli.Composition;

/// <summary>The providers this build has: the one place where a new one is added.</summary>
internal static class ProviderList
{
    // A command ends; the jobs it submitted must not: the engine runs in a process of its own.
    public static IReadOnlyList<IBatchProviderFactory> All() =>
    [
        new LocalProviderFactory(new LocalBatchOptions { HostMode = HostMode.Detached }),
        new AwsProviderFactory(),
        new AzureProviderFactory(),
        new GoogleProviderFactory(),
    ];
}
