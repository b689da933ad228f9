namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A long-running operation.</summary>
internal sealed class OperationEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Location { get; init; }

    public required long Ordinal { get; init; }

    /// <summary><c>delete</c> or <c>cancel</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The name of the job.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required bool IsAlpha { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsCancellationAsked { get; set; }
}
