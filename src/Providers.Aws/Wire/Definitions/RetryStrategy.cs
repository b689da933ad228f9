namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>How often a job is tried in all, and by which rules.</summary>
internal sealed record RetryStrategy
{
    public int? Attempts { get; init; }

    public IReadOnlyList<EvaluateOnExit>? EvaluateOnExit { get; init; }
}
