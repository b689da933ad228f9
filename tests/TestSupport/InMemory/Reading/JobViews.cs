using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Simulation;

namespace MultiBatch.TestSupport.InMemory.Reading;

/// <summary>What the service tells of a job.</summary>
internal sealed class JobViews(InMemoryOptions options)
{
    public Job Of(JobRecord job)
    {
        if (!job.IsArray)
        {
            return Of(job.Tasks[0]) with { Reference = job.Reference };
        }

        var state = job.State;
        var worst = job.Tasks.FirstOrDefault(task => task.State == state && task.Cause is not null);
        return Common(job) with
        {
            State = state,
            NativeState = state.ToString().ToUpperInvariant(),
            Reason = state is JobState.Failed or JobState.Cancelled ? $"child {worst?.Index}: {worst?.Reason}" : job.Tasks[0].Reason,
            Cause = state is JobState.Failed or JobState.Cancelled ? worst?.Cause : null,
            Run = job.Run,
            StartedAt = job.Tasks.Min(StartOf),
            EndedAt = state.IsTerminal() ? job.Tasks.Max(task => task.EndedAt) : null,
            ArraySize = job.Size,
            Children = job.Counts,
        };
    }

    public Job Of(TaskRecord task)
    {
        // A service that tells of the last attempt alone shows a task that is tried again as running on.
        var hides = options.AttemptHistory == AttemptHistory.LastOnly && task.Attempt > 1;
        var state = hides && task.State is JobState.Queued or JobState.Starting ? JobState.Running : task.State;
        return Common(task.Job) with
        {
            Reference = task.Job.Reference.Child(task.Index),
            State = state,
            NativeState = state.ToString().ToUpperInvariant(),
            Reason = task.Reason,
            Cause = task.Cause,
            ExitCode = task.Attempts.LastOrDefault(attempt => attempt.Run == task.Run && attempt.End?.ExitCode is not null)?.End!.ExitCode,
            Run = task.Run,
            Attempt = hides ? 1 : task.Attempt,
            StartedAt = StartOf(task),
            EndedAt = task.EndedAt,
            Attempts = Attempts(task),
            AttemptsComplete = options.AttemptHistory == AttemptHistory.Complete || task.Attempts.Count <= 1,
        };
    }

    private static DateTimeOffset? StartOf(TaskRecord task) => task.Attempts.Select(attempt => attempt.StartedAt).FirstOrDefault(time => time is not null);

    private static Job Common(JobRecord job) => new()
    {
        Reference = job.Reference,
        Name = job.Spec.Name,
        Queue = job.Queue.Spec.Name,
        State = JobState.Unknown,
        SubmittedAt = job.SubmittedAt,
        Labels = job.Spec.Labels ?? new Dictionary<string, string>(),
        Definition = job.Request.Definition?.Reference.ToString(),
        SubmissionId = job.SubmissionId.ToString(),
        RestartOf = job.Request.RestartOf,
        RestartIndexes = job.Request.RestartIndexes,
        Native = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["id"] = job.Id, ["number"] = job.Number }),
    };

    private List<JobAttempt> Attempts(TaskRecord task) =>
        (options.AttemptHistory == AttemptHistory.Complete ? task.Attempts : task.Attempts.TakeLast(1)).Select(attempt => new JobAttempt
        {
            Number = options.AttemptHistory == AttemptHistory.LastOnly ? 1 : attempt.Number,
            Run = attempt.Run,
            State = attempt.State,
            StartedAt = attempt.StartedAt,
            EndedAt = attempt.EndedAt,
            ExitCode = attempt.End?.ExitCode,
            Signal = attempt.End?.Signal,
            Cause = attempt.End?.Cause,
            Reason = attempt.End?.Reason,
            Machine = attempt.Machine,
            MachineType = attempt.MachineType,
            Purchase = attempt.Purchase,
        }).ToList();
}
