namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskAddCollectionRequest
{
    public IReadOnlyList<TaskAddRequest>? Value { get; init; }
}
