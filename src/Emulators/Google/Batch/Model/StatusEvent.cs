namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>An event in the life of a job or a task.</summary>
/// <param name="Time">When.</param>
/// <param name="Description">What happened, in words.</param>
/// <param name="TaskState">The state of the task, for one of a task.</param>
/// <param name="ExitCode">How a task that failed ended.</param>
internal sealed record StatusEvent(DateTimeOffset Time, string Description, TaskState? TaskState = null, int? ExitCode = null);
