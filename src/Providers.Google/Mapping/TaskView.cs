using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>What a task's description says of its last attempt. Earlier ones are hidden.</summary>
internal sealed record TaskView
{
    public string? NativeState { get; init; }

    /// <summary>The number of the attempt, as far as the events tell: at least 1.</summary>
    public int Attempt { get; init; } = 1;

    public int? ExitCode { get; init; }

    /// <summary>The event that says how it ended.</summary>
    public string? Text { get; init; }

    public (string Zone, string Machine)? Place { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The label that the lines of a task have in Cloud Logging; null while it is not known.</summary>
    public static string? StreamOf(JobFacts facts, int index) =>
        facts.Uid is { Length: > 0 } uid ? $"{uid}-{ResourceNames.TaskGroup}-{index.ToString(CultureInfo.InvariantCulture)}" : null;

    public static TaskView Of(TaskResource task)
    {
        var state = task.Status?.State;
        var events = StatusEvents.Ordered(task.Status?.StatusEvents);

        // Old events stay: a task that was pre-empted and then succeeded still has the code of the pre-emption.
        var end = state is NativeStates.Failed or NativeStates.Succeeded
            ? events.LastOrDefault(happened => StatusEvents.EnteredBy(happened) == state) ?? (events.Count > 0 ? events[events.Count - 1] : null)
            : null;
        var code = state == NativeStates.Succeeded ? 0
            : state != NativeStates.Failed ? null
            : (end is null ? null : StatusEvents.ExitCodeOf(end)) ?? events.Where(happened => happened.TaskExecution is not null).Select(StatusEvents.ExitCodeOf).LastOrDefault();
        return new TaskView
        {
            NativeState = state,
            Attempt = Math.Max(1, events.Count(happened => StatusEvents.EnteredBy(happened) == NativeStates.Running)),
            ExitCode = code,
            Text = end?.Description,
            Place = events.Select(happened => StatusEvents.PlaceIn(happened.Description)).LastOrDefault(place => place is not null),
            StartedAt = StatusEvents.LastEntry(events, NativeStates.Running),
            EndedAt = end?.EventTime,
        };
    }
}
