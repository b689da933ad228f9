namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A job to wait for; SEQUENTIAL without an id chains the own children, N_TO_N goes by index.</summary>
internal sealed record JobDependencyEntry
{
    public string? JobId { get; init; }

    public string? Type { get; init; }
}
