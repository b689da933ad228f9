namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Jobs to accept, in order: a job may wait for one before it.</summary>
internal sealed record SubmitRequest
{
    public required IReadOnlyList<SubmitItem> Items { get; init; }
}
