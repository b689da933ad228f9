namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>How a container ended.</summary>
internal sealed record ContainerSummary
{
    public int? ExitCode { get; init; }

    public string? Reason { get; init; }
}
