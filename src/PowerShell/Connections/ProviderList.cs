using MultiBatch.PowerShell.Hosting;
using MultiBatch.Providers;
using MultiBatch.Providers.Aws.Registration;
using MultiBatch.Providers.Azure.Registration;
using MultiBatch.Providers.Google.Registration;
using MultiBatch.Providers.Local;
using MultiBatch.Providers.Local.Registration;

namespace MultiBatch.PowerShell.Connections;

/// <summary>The providers the module has: the one place where a new one is added.</summary>
internal static class ProviderList
{
    // A session ends; the jobs it submitted must not: the engine runs in a process of its own, a PowerShell as this one.
    public static IReadOnlyList<IBatchProviderFactory> All() =>
    [
        new LocalProviderFactory(new LocalBatchOptions { HostMode = HostMode.Detached, EngineCommand = ModuleEngineCommand.ForThisSession }),
        new AwsProviderFactory(),
        new AzureProviderFactory(),
        new GoogleProviderFactory(),
    ];
}
