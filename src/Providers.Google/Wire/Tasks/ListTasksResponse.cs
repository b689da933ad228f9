namespace MultiBatch.Providers.Google.Wire.Tasks;

internal sealed record ListTasksResponse : WireReply
{
    public IReadOnlyList<TaskResource>? Tasks { get; init; }

    public string? NextPageToken { get; init; }

    public IReadOnlyList<string>? Unreachable { get; init; }
}
