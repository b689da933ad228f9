namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The place of an environment among those of a queue.</summary>
internal sealed record ComputeEnvironmentOrder
{
    public int? Order { get; init; }

    public string? ComputeEnvironment { get; init; }
}
