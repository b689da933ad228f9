namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A rule of a retry strategy: it matches when all patterns given match; a pattern may end in an asterisk.</summary>
internal sealed record EvaluateOnExit
{
    public string? Action { get; init; }

    public string? OnStatusReason { get; init; }

    public string? OnReason { get; init; }

    public string? OnExitCode { get; init; }
}
