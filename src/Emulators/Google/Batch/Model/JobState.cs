namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>The states of a job; the numbers are those of the API.</summary>
internal enum JobState
{
    Queued = 1,
    Scheduled = 2,
    Running = 3,
    Succeeded = 4,
    Failed = 5,
    DeletionInProgress = 6,
    CancellationInProgress = 7,
    Cancelled = 8,
}
