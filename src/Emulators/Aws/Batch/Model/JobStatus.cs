namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>The states of a job, in order.</summary>
internal enum JobStatus
{
    Submitted,
    Pending,
    Runnable,
    Starting,
    Running,
    Succeeded,
    Failed,
}
