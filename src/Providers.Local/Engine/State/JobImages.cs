using System.Runtime.InteropServices;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Turns jobs into what a snapshot holds of them, and back.</summary>
internal static class JobImages
{
    public static JobImage Take(JobEntry job) => new()
    {
        Job = job.Number,
        Id = job.Key.ToString(),
        Time = Clock.ToStored(job.SubmittedAt),
        Name = job.Name,
        Queue = job.Queue,
        Priority = job.Priority,
        Labels = job.Labels,
        Spec = new RawJson(job.Spec),
        Definition = job.Definition,
        RestartOf = job.RestartOf,
        IsArray = job.IsArray,
        Run = job.Run,
        HasRun = job.HasRun,
        StartedAt = Clock.ToStored(job.StartedAt),
        EndedAt = Clock.ToStored(job.EndedAt),
        Rows = MemoryMarshal.AsBytes(RowsToStore(job).AsSpan()).ToArray(),
        Reasons = job.Reasons?.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
            .Select(group => new ReasonImage { Reason = group.Key, Tasks = IndexRanges.Of(group.OrderBy(index => index)) })
            .ToList(),
        Past = job.Past?.ToDictionary(pair => pair.Key, pair => pair.Value.ToList()),
        Running = job.Live is { Running.Count: > 0 } live ? live.Running.Select(pair => Take(pair.Key, pair.Value)).ToList() : null,
        Dependents = job.Dependents?.ToList(),
    };

    /// <summary>The job without what it has only while it is live.</summary>
    public static JobEntry Restore(JobImage image) =>
        new(JobKey.Parse(image.Id), image.Job, MemoryMarshal.Cast<byte, TaskRow>(image.Rows).ToArray(), image.IsArray)
        {
            Name = image.Name,
            Queue = image.Queue,
            Priority = image.Priority,
            Labels = image.Labels,
            Spec = image.Spec.Utf8,
            SubmittedAt = Clock.FromStored(image.Time)!.Value,
            Definition = image.Definition,
            RestartOf = image.RestartOf,
            Run = image.Run,
            HasRun = image.HasRun,
            StartedAt = Clock.FromStored(image.StartedAt),
            EndedAt = Clock.FromStored(image.EndedAt),
            Dependents = image.Dependents?.ToList(),
            Past = image.Past?.ToDictionary(pair => pair.Key, pair => pair.Value),
            Reasons = image.Reasons?.SelectMany(reason => reason.Tasks.Select(index => (index, reason.Reason)))
                .ToDictionary(pair => pair.index, pair => pair.Reason),
        };

    public static RunningTask Restore(RunningImage image) => new()
    {
        Environment = image.Environment,
        Identity = image.BootId is null ? null : new ProcessIdentity(image.ProcessId, image.ProcessStart, image.BootId),
        KillCause = image.KillCause,
        KillReason = image.KillReason,
    };

    /// <summary>
    /// That a launch has begun is not journalled, so it must not be in a snapshot either: until its start is recorded, such a task is queued
    /// with a planned launch.
    /// </summary>
    private static TaskRow[] RowsToStore(JobEntry job)
    {
        if (job.CountOf(JobState.Starting) == 0)
        {
            return job.Tasks;
        }

        var rows = (TaskRow[])job.Tasks.Clone();
        for (var index = 0; index < rows.Length; index++)
        {
            if (rows[index].State == JobState.Starting)
            {
                rows[index].State = JobState.Queued;
                rows[index].IsPlanned = true;
                rows[index].HasBegun = false;
            }
        }

        return rows;
    }

    private static RunningImage Take(int index, RunningTask task) => new()
    {
        Task = index,
        Environment = task.Environment,
        ProcessId = task.Identity?.ProcessId ?? 0,
        ProcessStart = task.Identity?.StartTime ?? 0,
        BootId = task.Identity?.BootId,
        KillCause = task.KillCause,
        KillReason = task.KillReason,
    };
}
