namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>The states of a task; the numbers are those of the API.</summary>
internal enum TaskState
{
    Pending = 1,
    Assigned = 2,
    Running = 3,
    Failed = 4,
    Succeeded = 5,
    Unexecuted = 6,
}
