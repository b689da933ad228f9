using MultiBatch.Providers;

namespace MultiBatch.Cli.Composition;

/// <summary>The providers this build has: the one place where a new one is added.</summary>
internal static class ProviderList
{
    public static IReadOnlyList<IBatchProviderFactory> All() => [];
}
