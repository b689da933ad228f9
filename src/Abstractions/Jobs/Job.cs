using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>A job, the parent of an array, or a child of one, as a provider reported it at one moment.</summary>
public sealed record Job
{
    /// <summary>The reference: one string that finds this job again, from any machine with the same connection.</summary>
    public required JobReference Reference { get; init; }

    /// <summary>The name; null when the service keeps none.</summary>
    public string? Name { get; init; }

    /// <summary>The queue the job was submitted to.</summary>
    public string? Queue { get; init; }

    /// <summary>The state.</summary>
    public required JobState State { get; init; }

    /// <summary>The state in the service's own word.</summary>
    public string? NativeState { get; init; }

    /// <summary>Why the job is in this state, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Why a job that ended did not succeed, from its last attempt or from what kept it from having one.</summary>
    public JobCause? Cause { get; init; }

    /// <summary>The exit code of the last attempt that has one; null for an array parent.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The run, from 1; raised by a restart in place. Default: 1.</summary>
    public int Run { get; init; } = 1;

    /// <summary>The current attempt of this run, from 1; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>When the service accepted the job.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the first task of the job began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the job ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The attempts that are known, oldest first. Default: none.</summary>
    public IReadOnlyList<JobAttempt> Attempts { get; init; } = [];

    /// <summary>False when the service hides earlier attempts. Default: true.</summary>
    public bool AttemptsComplete { get; init; } = true;

    /// <summary>The number of children of an array parent; otherwise null.</summary>
    public int? ArraySize { get; init; }

    /// <summary>The children of an array parent, counted by state; otherwise null.</summary>
    public JobStateCounts? Children { get; init; }

    /// <summary>The labels. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = EmptyLabels;

    /// <summary>The definition the job came from, as <c>name:revision</c>.</summary>
    public string? Definition { get; init; }

    /// <summary>The id of the logical submit that made the job.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>The job this one repeats the failed children of.</summary>
    public JobReference? RestartOf { get; init; }

    /// <summary>
    /// Of an array that repeats children of another (<see cref="RestartOf"/>): for each of its own children the index in the array as first
    /// submitted, which is what the child's task sees. Null where the two are the same.
    /// </summary>
    public IReadOnlyList<int>? RestartIndexes { get; init; }

    /// <summary>True for a job that a client holds: it starts only while a client runs. Default: false.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The service's own description of the job, as received; null when the provider was not asked for it or has none.</summary>
    public JsonElement? Native { get; init; }

    /// <summary>The index of an array child, from 0; otherwise null.</summary>
    public int? Index => Reference.Index;

    /// <summary>The order key of what is seen here.</summary>
    [JsonIgnore]
    public JobProgress Progress => new(Run, Attempt, State);

    private static IReadOnlyDictionary<string, string> EmptyLabels { get; } = new Dictionary<string, string>();

    /// <summary>The service's own description of the job, as received.</summary>
    /// <exception cref="InvalidOperationException">The provider has none.</exception>
    public JsonElement GetNative() => Native ?? throw new InvalidOperationException($"{Reference} carries no native description.");
}
