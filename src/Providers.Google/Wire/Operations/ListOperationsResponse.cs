namespace MultiBatch.Providers.Google.Wire.Operations;

internal sealed record ListOperationsResponse : WireReply
{
    public IReadOnlyList<LongOperation>? Operations { get; init; }

    public string? NextPageToken { get; init; }
}
