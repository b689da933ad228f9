namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskContainerInfo
{
    public string? ContainerId { get; init; }

    public string? State { get; init; }

    public string? Error { get; init; }
}
