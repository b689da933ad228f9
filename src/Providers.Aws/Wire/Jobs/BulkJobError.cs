namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Why one of many jobs was not ended.</summary>
internal sealed record BulkJobError
{
    public string? Job { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }
}
