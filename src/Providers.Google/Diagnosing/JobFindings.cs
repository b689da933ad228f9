using MultiBatch.Diagnosis;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Diagnosing;

/// <summary>The findings on a job, the likeliest first. Pure.</summary>
internal static class JobFindings
{
    private static readonly TimeSpan LongestQueue = TimeSpan.FromDays(2);

    /// <param name="job">The job or child.</param>
    /// <param name="texts">What the service's events say of the job, the latest last.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<JobFinding> Of(Job job, IReadOnlyList<string> texts, DateTimeOffset now)
    {
        var findings = new List<JobFinding>();
        if (job.State == JobState.Succeeded)
        {
            return findings;
        }

        // What kept an earlier machine away is of no interest to a task that runs.
        if (job.State != JobState.Running)
        {
            findings.AddRange(texts.Reverse().Select(KnownReasons.Find).OfType<JobFinding>().GroupBy(finding => finding.Code).Select(group => group.First()));
        }

        if (job.State.IsTerminal())
        {
            findings.Add(End(job));
        }
        else if (findings.Count == 0 && job.State is JobState.Submitted or JobState.Queued or JobState.Starting)
        {
            findings.Add(Waiting(job, now));
        }

        return findings;
    }

    private static JobFinding End(Job job) => new()
    {
        Code = job.Cause?.ToString() ?? (job.ArraySize is null ? job.State.ToString() : "Children"),
        Summary = job.Reason ?? (job.ExitCode is { } code ? $"The task ended with exit code {code}." : $"The job is {job.State}."),
        Evidence = job.Children is { } children ? $"children: {children}" : job.ExitCode is { } exit ? $"exit code {exit}" : job.NativeState,
        Fix = job.Cause switch
        {
            JobCause.ExitCode or JobCause.Signal => "Read the job's log.",
            JobCause.StartError => "Check that the image can be fetched and has the program; the log says more.",
            JobCause.TimedOut => "Raise the timeout, or make the task shorter.",
            JobCause.Preempted or JobCause.HostLost => "Allow more attempts (attempts.max), or buy on demand.",
            JobCause.Stopped => null,
            _ => job.ArraySize is null ? "See the native description." : "List the failed children; 'job restart' runs them again.",
        },
        IsCertain = job.Cause is not null,
    };

    private static JobFinding Waiting(Job job, DateTimeOffset now)
    {
        var since = now - (job.SubmittedAt ?? now);
        var waited = DurationText.Format(TimeSpan.FromSeconds(Math.Max(0, Math.Floor(since.TotalSeconds))));
        return new JobFinding
        {
            Code = job.State == JobState.Starting ? "Starting" : "WaitsForCapacity",
            Summary = job.State == JobState.Starting
                ? "The job is scheduled: its machines are being made."
                : "Nothing is wrong that can be seen: the service is looking for room for the job.",
            Evidence = $"{job.NativeState} for {waited}",
            Fix = since + since > LongestQueue ? "A job that is queued for two days fails: allow more zones or another machine type." : "New machines take some minutes.",
        };
    }
}
