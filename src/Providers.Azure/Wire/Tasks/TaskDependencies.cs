namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskDependencies
{
    public IReadOnlyList<string>? TaskIds { get; init; }

    public IReadOnlyList<TaskIdRange>? TaskIdRanges { get; init; }
}
