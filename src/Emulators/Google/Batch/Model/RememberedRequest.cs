namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A request with an id: the same one again is answered without doing it again.</summary>
/// <param name="At">When it came.</param>
/// <param name="Job">The job it made, for a creation.</param>
/// <param name="Operation">The operation it began, for the others.</param>
internal sealed record RememberedRequest(DateTimeOffset At, JobEntry? Job, OperationEntry? Operation);
