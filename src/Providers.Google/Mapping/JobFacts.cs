using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>What never changes about a job: how it was submitted.</summary>
internal sealed record JobFacts
{
    public required JobReference Reference { get; init; }

    /// <summary>The service's id for logs; null while it gives none.</summary>
    public string? Uid { get; init; }

    public required string Name { get; init; }

    public string? Queue { get; init; }

    /// <summary>How many tasks there are.</summary>
    public required int Tasks { get; init; }

    /// <summary>Whether it is shown as an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>The original index of each task; null where it is the task's own.</summary>
    public IReadOnlyList<int>? Indexes { get; init; }

    public int MaxRetries { get; init; }

    public TaskStart Start { get; init; }

    public bool IsLoggedToPath { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public string? Definition { get; init; }

    public string? SubmissionId { get; init; }

    public JobReference? RestartOf { get; init; }

    public static JobFacts Of(JobResource job, string region)
    {
        var group = job.TaskGroups is [var first, ..] ? first : new TaskGroup();
        var variables = group.TaskSpec?.Environment?.Variables;
        var id = ResourceNames.Last(job.Name);
        var queue = Value(job.Labels, GoogleLabels.Queue);
        var tasks = (int)Math.Min(int.MaxValue, group.TaskCount ?? (group.TaskEnvironments is { Count: > 0 } environments ? environments.Count : 1));
        return new JobFacts
        {
            Reference = new JobReference(GoogleProviderName.Value, id) { Region = ResourceNames.Part(job.Name, "locations") ?? region, Queue = queue },
            Uid = job.Uid,
            Name = Value(variables, GoogleVariables.JobName) ?? Value(job.Labels, GoogleLabels.Name) ?? id,
            Queue = queue,
            Tasks = tasks,
            IsArray = tasks > 1 || Value(job.Labels, GoogleLabels.Array) is not null,
            Indexes = IndexesOf(group),
            MaxRetries = group.TaskSpec?.MaxRetryCount ?? 0,
            Start = Launcher.StartOf(group.TaskSpec?.Runnables?.FirstOrDefault(runnable => runnable.Barrier is null)),
            IsLoggedToPath = job.LogsPolicy?.Destination == LogDestinations.Path,
            CreatedAt = job.CreateTime,
            Labels = GoogleLabels.WithoutOurs(job.Labels),
            Definition = Value(variables, GoogleVariables.Definition),
            SubmissionId = Value(job.Labels, GoogleLabels.Submission),
            RestartOf = JobReference.TryParse(Value(variables, GoogleVariables.RestartOf), out var before) ? before : null,
        };
    }

    private static int[]? IndexesOf(TaskGroup group)
    {
        if (group.TaskEnvironments is not { Count: > 0 } environments)
        {
            return null;
        }

        var indexes = new int[environments.Count];
        var isOther = false;
        for (var place = 0; place < indexes.Length; place++)
        {
            if (!int.TryParse(Value(environments[place].Variables, RuntimeVariables.ArrayIndex), NumberStyles.None, CultureInfo.InvariantCulture, out indexes[place]))
            {
                return null;
            }

            isOther |= indexes[place] != place;
        }

        return isOther ? indexes : null;
    }

    private static string? Value(IReadOnlyDictionary<string, string>? map, string key) => map is not null && map.TryGetValue(key, out var value) ? value : null;
}
