namespace MultiBatch.Providers.Google.Wire.Tasks;

internal sealed record TaskResource : WireReply
{
    public string? Name { get; init; }

    public TaskResourceStatus? Status { get; init; }
}
