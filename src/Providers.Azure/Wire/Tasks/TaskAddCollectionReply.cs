namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskAddCollectionReply : WireReply
{
    public IReadOnlyList<TaskAddResult>? Value { get; init; }
}
