namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The place of a service environment among those of a queue.</summary>
internal sealed record ServiceEnvironmentOrder
{
    public int? Order { get; init; }

    public string? ServiceEnvironment { get; init; }
}
