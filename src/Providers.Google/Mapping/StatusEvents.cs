using System.Globalization;
using System.Text.RegularExpressions;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>What status events say. They come in no order: the time decides, not the place.</summary>
internal static class StatusEvents
{
    private static readonly Regex Change = new(@"state is (?:set|updated) from (?<from>\w+) to (?<to>\w+)", RegexOptions.CultureInvariant);
    private static readonly Regex Code = new(@"exit code (?<code>\d+)", RegexOptions.CultureInvariant);
    private static readonly Regex Place = new(@"zones/(?<zone>[^/\s]+)/instances/(?<machine>[^\s/.""]+)", RegexOptions.CultureInvariant);

    /// <summary>Events by time, the latest last; those without a time first.</summary>
    public static IReadOnlyList<StatusEvent> Ordered(IReadOnlyList<StatusEvent>? events) =>
        events is null ? [] : [.. events.OrderBy(happened => happened.EventTime ?? DateTimeOffset.MinValue)];

    /// <summary>The state an event says was entered; null when it says none.</summary>
    public static string? EnteredBy(StatusEvent happened) =>
        happened.TaskState is { Length: > 0 } state && state != "STATE_UNSPECIFIED" ? state
        : Change.Match(happened.Description ?? string.Empty) is { Success: true } match ? match.Groups["to"].Value
        : null;

    /// <summary>The exit code of an event; null when it has none.</summary>
    public static int? ExitCodeOf(StatusEvent happened) =>
        happened.TaskExecution is { } execution ? execution.ExitCode ?? 0 : ExitCodeIn(happened.Description);

    /// <summary>The last exit code that a text names; null when it names none.</summary>
    public static int? ExitCodeIn(string? text)
    {
        var matches = Code.Matches(text ?? string.Empty);
        return matches.Count > 0
            && int.TryParse(matches[matches.Count - 1].Groups["code"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : null;
    }

    /// <summary>The zone and machine that a text names; null when it names none.</summary>
    public static (string Zone, string Machine)? PlaceIn(string? text) =>
        Place.Match(text ?? string.Empty) is { Success: true } match ? (match.Groups["zone"].Value, match.Groups["machine"].Value) : null;

    /// <summary>When a state was first entered; null when no event says so.</summary>
    public static DateTimeOffset? FirstEntry(IReadOnlyList<StatusEvent> ordered, string state) =>
        ordered.FirstOrDefault(happened => EnteredBy(happened) == state)?.EventTime;

    /// <summary>When a state was last entered; null when no event says so.</summary>
    public static DateTimeOffset? LastEntry(IReadOnlyList<StatusEvent> ordered, string state) =>
        ordered.LastOrDefault(happened => EnteredBy(happened) == state)?.EventTime;
}
