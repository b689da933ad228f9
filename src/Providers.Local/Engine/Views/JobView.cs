using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Shows jobs and their tasks as the contract has them. Belongs to the loop.</summary>
internal sealed class JobView
{
    private readonly MachineFacts _machine;
    private readonly AttemptFolders _folders;

    public JobView(MachineFacts machine, AttemptFolders folders)
    {
        _machine = machine;
        _folders = folders;
    }

    public static JobReference ReferenceOf(JobEntry job) => new(LocalProviderName.Value, job.Key.ToString()) { Queue = job.Queue };

    /// <summary>A single job, or the parent of an array.</summary>
    public Job Show(JobEntry job) => job.IsArray ? ShowArray(job) : ShowTask(job, 0, ReferenceOf(job));

    /// <summary>A child of an array.</summary>
    public Job ShowChild(JobEntry job, int index) => ShowTask(job, index, ReferenceOf(job).Child(index));

    /// <summary>The attempts of a task, oldest first, of all its runs.</summary>
    public IReadOnlyList<JobAttempt> Attempts(JobEntry job, int index)
    {
        var task = job.Tasks[index];
        var past = job.Past is not null && job.Past.TryGetValue(index, out var earlier) ? earlier : [];
        if (past.Count == 0 && !task.HasBegun)
        {
            return [];
        }

        var attempts = new List<JobAttempt>(past.Count + 1);
        foreach (var attempt in past)
        {
            attempts.Add(Attempt(AttemptIds.Of(job, index, attempt.Launch), attempt));
        }

        if (task.HasBegun)
        {
            attempts.Add(Attempt(AttemptIds.OfLatest(job, index), new PastAttempt
            {
                Run = task.Run,
                Number = task.Attempt,
                Launch = task.Launches,
                State = task.State,
                StartedAt = task.StartedAt,
                EndedAt = task.EndedAt,
                ExitCode = task.ExitCode,
                Signal = task.Signal,
                Cause = task.Cause,
                Reason = job.ReasonOf(index),
            }));
        }

        return attempts;
    }

    private static Job ShowArray(JobEntry job)
    {
        var state = job.State;
        return new Job
        {
            Reference = ReferenceOf(job),
            Name = job.Name,
            Queue = job.Queue,
            State = state,
            NativeState = state.ToString(),
            Reason = JobReasons.Of(job),
            Cause = state is JobState.Failed or JobState.Cancelled ? CommonCause(job, state) : null,
            Run = job.Run,
            SubmittedAt = job.SubmittedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            ArraySize = job.Tasks.Length,
            Children = job.Counts,
            Labels = job.Labels ?? NoLabels,
            Definition = job.Definition,
            SubmissionId = job.Key.ToString(),
            RestartOf = job.RestartOf is null ? null : JobReference.Parse(job.RestartOf),
        };
    }

    private static IReadOnlyDictionary<string, string> NoLabels { get; } = new Dictionary<string, string>();

    /// <summary>The cause of the children that decided, when they all have the same one.</summary>
    private static JobCause? CommonCause(JobEntry job, JobState state)
    {
        JobCause? common = null;
        foreach (var task in job.Tasks)
        {
            if (task.State == state)
            {
                if (common is not null && common != task.Cause)
                {
                    return null;
                }

                common = task.Cause;
            }
        }

        return common;
    }

    private Job ShowTask(JobEntry job, int index, JobReference reference)
    {
        var task = job.Tasks[index];
        var attempts = Attempts(job, index);
        return new Job
        {
            Reference = reference,
            Name = job.Name,
            Queue = job.Queue,
            State = task.State,
            NativeState = task.State.ToString(),
            Reason = JobReasons.Of(job, index),
            Cause = task.Cause,
            ExitCode = attempts.Count > 0 ? attempts[attempts.Count - 1].ExitCode : null,
            Run = task.Run,
            Attempt = task.Attempt,
            SubmittedAt = job.SubmittedAt,
            StartedAt = attempts.Count > 0 ? attempts[0].StartedAt : null,
            EndedAt = task.State.IsTerminal() ? task.EndedAt : null,
            Attempts = attempts,
            Labels = job.Labels ?? NoLabels,
            Definition = job.Definition,
            SubmissionId = job.Key.ToString(),
            RestartOf = job.RestartOf is null ? null : JobReference.Parse(job.RestartOf),
        };
    }

    private JobAttempt Attempt(string id, PastAttempt attempt) => new()
    {
        Number = attempt.Number,
        Run = attempt.Run,
        State = attempt.State,
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        ExitCode = attempt.ExitCode,
        Signal = attempt.Signal,
        Cause = attempt.Cause,
        Reason = attempt.Reason,
        Machine = _machine.HostName,
        LogStream = _folders.Locate(id).Folder,
    };
}
