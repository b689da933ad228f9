using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native descriptions as jobs. Pure.</summary>
internal static class JobMapper
{
    /// <summary>The reference of a native job, or of the job it is the first part of.</summary>
    public static JobReference ReferenceOf(JobDetail job, string? region)
    {
        var (id, _) = NativeIds.Split(job.JobId!);
        return new JobReference(AwsProviderName.Value, id) { Region = region, Queue = PortableQueueOf(job) };
    }

    /// <summary>A single job, or the child of an array.</summary>
    /// <param name="job">The native description.</param>
    /// <param name="reference">The reference to show it under.</param>
    /// <param name="native">The description as received.</param>
    public static Job Map(JobDetail job, JobReference reference, JsonElement? native)
    {
        var attempts = AttemptMapper.Map(job);
        var isCancelled = job.Status == NativeStatus.Failed && EndMapper.IsCancelled(job.IsCancelled, job.IsTerminated, job.StatusReason);
        var state = isCancelled ? JobState.Cancelled : NativeStatus.ToState(job.Status);
        var last = attempts.Count > 0 ? attempts[attempts.Count - 1] : null;
        var hasPrelude = Prelude.IsUsedBy(job.Container?.Command);
        var cause = state switch
        {
            JobState.Cancelled => EndMapper.CauseOfCancelled(job.StatusReason),
            JobState.Failed => last?.Cause ?? EndMapper.CauseOf(job.Container?.ExitCode, job.Container?.Reason, job.StatusReason, hasPrelude),
            _ => (JobCause?)null,
        };
        return Common(job, reference, native) with
        {
            State = state,
            Reason = state switch
            {
                JobState.Failed => last?.Reason ?? AttemptMapper.ReasonOf(job.StatusReason, job.Container?.Reason, job.Container?.ExitCode, cause, hasPrelude),
                JobState.Succeeded => null,
                _ => NullIfEmpty(job.StatusReason),
            },
            Cause = cause,
            ExitCode = !state.IsTerminal() ? null
                : last is not null ? last.ExitCode
                : AttemptMapper.ExitCodeOf(job.Container?.ExitCode, cause, hasPrelude),
            Attempt = AttemptMapper.CurrentOf(job),
            Attempts = attempts,
            StartedAt = attempts.Count > 0 ? attempts[0].StartedAt : NativeTime.From(job.StartedAt),
        };
    }

    /// <summary>The parent of an array, from its native jobs.</summary>
    /// <param name="first">The description of its first native job.</param>
    /// <param name="reference">The reference to show it under.</param>
    /// <param name="native">The description as received.</param>
    /// <param name="counts">Its children by state.</param>
    /// <param name="hasEnded">Whether every native job has ended.</param>
    /// <param name="endedAt">When the last of them ended.</param>
    public static Job MapParent(
        JobDetail first, JobReference reference, JsonElement? native, JobStateCounts counts, bool hasEnded, DateTimeOffset? endedAt)
    {
        var state = JobStates.OfArray(counts);

        // Counts may run ahead of the parent; it has ended only once the service says so.
        state = state.IsTerminal() && !hasEnded ? JobState.Running : state;
        return Common(first, reference, native) with
        {
            State = state,
            Reason = state == JobState.Succeeded ? null
                : state == JobState.Failed ? $"{counts[JobState.Failed]} of {counts.Total} children failed"
                : NullIfEmpty(first.StatusReason),
            Cause = state == JobState.Cancelled ? EndMapper.CauseOfCancelled(first.StatusReason) : null,
            ArraySize = counts.Total,
            Children = counts,
            StartedAt = NativeTime.From(first.StartedAt),
            EndedAt = hasEnded ? endedAt : null,
        };
    }

    /// <summary>The queue by its portable name.</summary>
    public static string PortableQueueOf(JobDetail job) => QueueNames.Portable(QueueOf(job), Tag(job, AwsTags.SegmentOf) is not null);

    /// <summary>The queue the job is in.</summary>
    public static string QueueOf(JobDetail job) => Arn.NameOf(job.JobQueue ?? string.Empty);

    private static Job Common(JobDetail job, JobReference reference, JsonElement? native)
    {
        var (name, id) = JobNames.Split(job.JobName ?? string.Empty);
        return new Job
        {
            Reference = reference,
            Name = name,
            Queue = PortableQueueOf(job),
            State = JobState.Unknown,
            NativeState = job.Status,
            SubmittedAt = NativeTime.From(job.CreatedAt),
            EndedAt = NativeStatus.IsEnd(job.Status) ? NativeTime.From(job.StoppedAt) : null,
            Labels = AwsTags.WithoutOurs(job.Tags),
            Definition = Tag(job, AwsTags.Definition) ?? DefinitionOf(job.JobDefinition),
            SubmissionId = Tag(job, AwsTags.Submission) ?? id?.ToString(),
            RestartOf = JobReference.TryParse(Tag(job, AwsTags.RestartOf), out var before) ? before : null,
            Native = native,
        };
    }

    // The definitions that jobs are put together from are nobody's to know.
    private static string? DefinitionOf(string? arn)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return null;
        }

        var name = Arn.NameOf(arn!);
        return ContainerAssembler.IsOurs(name.Split(':')[0]) ? null : name;
    }

    private static string? Tag(JobDetail job, string name) => job.Tags is not null && job.Tags.TryGetValue(name, out var value) ? value : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
