namespace MultiBatch.Providers.Local.Planning;

/// <summary>Limits of ours: far above what anybody needs, so that a slip of the pen is an error and not a full disk.</summary>
internal static class LocalLimits
{
    public const int LargestArray = 100_000;

    public const int MostAttempts = 100;

    public const int MostAttemptRules = 50;

    public const int MostDependencies = 1000;

    public const int LongestName = 128;

    public const int LargestScript = 1024 * 1024;

    // Linux takes no single argument or variable beyond 128 KiB; within that the whole environment is safe too.
    public const int LargestEnvironment = 128 * 1024;
}
