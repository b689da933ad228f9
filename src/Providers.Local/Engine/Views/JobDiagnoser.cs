using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Commands;
using MultiBatch.Providers.Local.Engine.Scheduling;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Finds what keeps a job from starting or made it fail. Belongs to the loop.</summary>
internal sealed class JobDiagnoser
{
    private readonly EngineState _state;
    private readonly Ledger _ledger;

    public JobDiagnoser(EngineState state, Ledger ledger)
    {
        _state = state;
        _ledger = ledger;
    }

    public JobDiagnosis Diagnose(JobReference reference)
    {
        var (job, index) = JobLookup.Get(_state, reference);
        var state = index is { } child ? job.Tasks[child].State : job.State;
        return new JobDiagnosis
        {
            Job = reference,
            Findings = state switch
            {
                JobState.Blocked => WhyBlocked(job).ToList(),
                JobState.Queued => WhyQueued(job).ToList(),
                JobState.Failed or JobState.Cancelled => WhyNotSucceeded(job, index ?? FirstBad(job, state)).ToList(),
                _ => [],
            },
        };
    }

    private static int FirstBad(JobEntry job, JobState state) => Array.FindIndex(job.Tasks, task => task.State == state);

    private static IEnumerable<JobFinding> WhyBlocked(JobEntry job) =>
        job.Live!.Edges.Where(edge => !edge.Predecessor.HasEnded).Select(edge => new JobFinding
        {
            Code = "WaitsForJob",
            Summary = $"Waits for job '{edge.Predecessor.Name}' ({edge.Predecessor.Key}).",
            Evidence = $"That job is {edge.Predecessor.State}.",
            IsCertain = true,
        });

    private IEnumerable<JobFinding> WhyQueued(JobEntry job)
    {
        var live = job.Live!;
        var environments = live.Queue.Environments;
        if (JobReasons.WhyNeverFits(live) is { } never)
        {
            yield return new JobFinding
            {
                Code = "NeedsMoreThanAnyEnvironment",
                Summary = never,
                Evidence = string.Join("; ", environments.Select(Describe)),
                Fix = "Give an environment of the queue a larger share, or stop the job and submit it with smaller resources.",
                IsCertain = true,
            };
            yield break;
        }

        if (!environments.Any(environment => environment.IsEnabled && environment.CouldHold(live.Need)))
        {
            yield return new JobFinding
            {
                Code = "EnvironmentDisabled",
                Summary = $"Every environment of queue '{live.Queue.Name}' that could hold the job is disabled.",
                Evidence = string.Join("; ", environments.Select(Describe)),
                Fix = "Enable one of them.",
                IsCertain = true,
            };
            yield break;
        }

        if (live.Active >= live.Parallelism)
        {
            yield return new JobFinding
            {
                Code = "ArrayParallelism",
                Summary = $"{live.Active} children run, the most that the array allows at the same time.",
                Fix = "Wait, or submit the array with a larger parallelism.",
                IsCertain = true,
            };
        }

        if (_ledger.IsTakenAlone)
        {
            yield return new JobFinding { Code = "MachineTaken", Summary = "A task that asked to have the machine alone is running.", IsCertain = true };
        }
        else if (!environments.Any(environment => _ledger.HasRoom(environment, live.Need)))
        {
            yield return new JobFinding
            {
                Code = "NoRoom",
                Summary = $"Needs {live.Need}; there is not that much free in the environments of queue '{live.Queue.Name}'.",
                Evidence = string.Join("; ", environments.Select(Describe)),
                Fix = "Wait for what runs.",
                IsCertain = true,
            };
        }

        if (live.Queue.Ready.Min is { } first && first != job)
        {
            yield return new JobFinding
            {
                Code = "NotFirst",
                Summary = $"Other jobs of queue '{live.Queue.Name}' come first.",
                Evidence = $"The first one is '{first.Name}' ({first.Key}), of priority {first.Priority}.",
            };
        }
    }

    private static IEnumerable<JobFinding> WhyNotSucceeded(JobEntry job, int index)
    {
        var task = job.Tasks[index];
        var reason = JobReasons.Of(job, index);
        yield return new JobFinding
        {
            Code = task.Cause?.ToString() ?? "Unknown",
            Summary = reason ?? $"Ended as {task.State}.",
            Evidence = job.IsArray ? FormattableString.Invariant($"Child {index}.") : null,
            Fix = task.Cause switch
            {
                JobCause.ExitCode or JobCause.Signal => "Read the log of the attempt.",
                JobCause.StartError => "Check the name of the program, its permissions and the PATH of the job.",
                JobCause.OutOfMemory => "Ask for more memory.",
                JobCause.TimedOut => "Give the job a longer timeout.",
                JobCause.DependencyFailed => "Restart the job it waited for; this one then waits again.",
                JobCause.HostLost => "Restart the job, or allow more attempts.",
                _ => null,
            },
            IsCertain = true,
        };
    }

    private static string Describe(EnvironmentEntry environment) =>
        FormattableString.Invariant($"'{environment.Name}': {environment.UsedMilliVCpus / 1000.0} of {environment.MilliVCpus / 1000.0} vCPUs and {new ByteSize(Math.Max(0, environment.UsedMemoryBytes))} of {new ByteSize(environment.MemoryBytes)} used")
        + (environment.IsEnabled ? string.Empty : ", disabled");
}
