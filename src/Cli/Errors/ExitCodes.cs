namespace MultiBatch.Cli.Errors;

/// <summary>What the command ends with; documented in docs/command-line.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A job failed or was cancelled.</summary>
    public const int JobFailed = 1;

    /// <summary>The input is invalid: an option, a file, a spec the provider cannot do.</summary>
    public const int InvalidInput = 2;

    /// <summary>The provider, or the way to it, reported an error.</summary>
    public const int ProviderError = 3;

    /// <summary>Interrupted; jobs go on.</summary>
    public const int Interrupted = 130;
}
