namespace MultiBatch.Held;

/// <summary>What came of one step of a held job.</summary>
internal sealed record HeldStep
{
    public required string Id { get; init; }

    /// <summary>The record after the step, when it was written by us; null when it has to be read again.</summary>
    public HeldEntry? Entry { get; init; }

    /// <summary>True when it did not work for the moment, and is worth another try later.</summary>
    public bool IsLater { get; init; }

    /// <summary>Why this client can do nothing for the job, as when its credentials do not suffice; null otherwise.</summary>
    public BatchException? Error { get; init; }

    public static HeldStep Done(HeldEntry entry) => new() { Id = entry.Record.SubmissionId, Entry = entry };

    public static HeldStep ReadAgain(string id) => new() { Id = id };

    public static HeldStep Later(string id, BatchException error) => new() { Id = id, IsLater = true, Error = error };

    public static HeldStep Failed(string id, BatchException error) => new() { Id = id, Error = error };
}
