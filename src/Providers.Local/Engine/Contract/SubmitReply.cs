namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>One outcome per item, in the same order.</summary>
internal sealed record SubmitReply
{
    public required IReadOnlyList<SubmitOutcome> Items { get; init; }
}
