using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Logs;

/// <summary>Where an attempt's output is, and whether more can come.</summary>
internal sealed record LogPlace
{
    public const string DefaultGroup = "/aws/batch/job";

    public required int Attempt { get; init; }

    public required string Group { get; init; }

    /// <summary>The stream; null while the attempt has none.</summary>
    public string? Stream { get; init; }

    /// <summary>True once the attempt, or a job that never had one, is over.</summary>
    public bool HasEnded { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The place of one attempt of a job; of the current or last one when none is named. Null when there is no such attempt yet.</summary>
    public static LogPlace? Of(JobDetail job, int? attempt, string? defaultGroup)
    {
        var attempts = AttemptMapper.Map(job);
        var current = AttemptMapper.CurrentOf(job);
        var wanted = attempt ?? Math.Max(1, current);
        var group = GroupOf(job) ?? defaultGroup ?? DefaultGroup;
        var isOver = NativeStatus.IsEnd(job.Status);
        if (attempts.FirstOrDefault(candidate => candidate.Number == wanted) is not { } found)
        {
            return wanted > Math.Max(1, current) ? null : new LogPlace { Attempt = wanted, Group = group, HasEnded = isOver, EndedAt = NativeTime.From(job.StoppedAt) };
        }

        return new LogPlace
        {
            Attempt = wanted,
            Group = group,
            Stream = found.LogStream ?? (found.Number == current && !string.IsNullOrEmpty(job.Container?.LogStreamName) ? job.Container!.LogStreamName : null),
            HasEnded = found.State.IsTerminal(),
            EndedAt = found.EndedAt ?? (isOver ? NativeTime.From(job.StoppedAt) : null),
        };
    }

    private static string? GroupOf(JobDetail job) =>
        job.Container?.LogConfiguration?.Options is { } options && options.TryGetValue("awslogs-group", out var group) ? group : null;
}
