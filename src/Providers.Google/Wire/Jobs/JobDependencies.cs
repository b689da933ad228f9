namespace MultiBatch.Providers.Google.Wire.Jobs;

/// <summary>What a job waits for. v1alpha only.</summary>
internal sealed record JobDependencies
{
    /// <summary>Job ids, or full names of jobs, with SUCCEEDED, FAILED or FINISHED.</summary>
    public IReadOnlyDictionary<string, string>? Items { get; init; }
}
