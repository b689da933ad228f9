using System.ComponentModel;
using System.Globalization;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Views;

/// <summary>Computed columns of the views. For the format file; scripts read the properties of the objects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchView
{
    private const string Escape = "\u001b[";
    private const string Reset = Escape + "0m";

    /// <summary>The state of a job, coloured when asked to.</summary>
    /// <param name="state">The state.</param>
    /// <param name="colored">True where the host shows colours.</param>
    public static string State(JobState state, bool colored)
    {
        var text = EnumText.Format(state);
        var color = state switch
        {
            JobState.Succeeded => "32",
            JobState.Failed => "31",
            JobState.Cancelled => "33",
            JobState.Running or JobState.Starting => "36",
            JobState.Unknown => "35",
            _ => null,
        };
        return colored && color is not null ? Escape + color + "m" + text + Reset : text;
    }

    /// <summary>What becomes of a field, coloured when asked to.</summary>
    /// <param name="kind">What becomes of it.</param>
    /// <param name="colored">True where the host shows colours.</param>
    public static string Disposition(DispositionKind kind, bool colored)
    {
        var text = EnumText.Format(kind);
        var color = kind switch
        {
            DispositionKind.Honored => "32",
            DispositionKind.Rejected => "31",
            DispositionKind.Rounded or DispositionKind.Emulated or DispositionKind.Unverified => "33",
            _ => null,
        };
        return colored && color is not null ? Escape + color + "m" + text + Reset : text;
    }

    /// <summary>How long ago a job was submitted, as <c>3h</c>.</summary>
    /// <param name="job">The job.</param>
    public static string Age(BatchJob job) => Age(job, DateTimeOffset.UtcNow);

    /// <summary>How long a job ran, or has been running, as <c>7m</c>.</summary>
    /// <param name="job">The job.</param>
    public static string Ran(BatchJob job) => Ran(job, DateTimeOffset.UtcNow);

    /// <summary>Why a job stands where it stands, in a few words.</summary>
    /// <param name="job">The job.</param>
    public static string Why(BatchJob job) => job is null ? string.Empty : Words.Why(job.Source);

    /// <summary>A value and what it becomes, as <c>30s -> 1m</c>.</summary>
    /// <param name="disposition">The disposition.</param>
    public static string Change(BatchDisposition disposition) =>
        (disposition is null ? null : PlanWords.Change(disposition.From, disposition.To)) ?? string.Empty;

    /// <summary>Why a field becomes what it becomes, and what to write in its place.</summary>
    /// <param name="disposition">The disposition.</param>
    public static string Reason(BatchDisposition disposition) =>
        (disposition is null ? null : PlanWords.Why(disposition.Detail, disposition.Alternative)) ?? string.Empty;

    /// <summary>An amount in dollars, as <c>$43.70</c>; empty for none.</summary>
    /// <param name="amount">The amount.</param>
    public static string Dollars(decimal? amount) => amount is { } known ? CostWords.Dollars(known) : string.Empty;

    /// <summary>An amount in dollars, or <c>unknown</c>, which is not nothing.</summary>
    /// <param name="amount">The amount.</param>
    public static string Known(decimal? amount) => amount is { } known ? CostWords.Dollars(known) : "unknown";

    /// <summary>The price of an hour, to a hundredth of a cent; empty for none.</summary>
    /// <param name="price">The price.</param>
    public static string Price(decimal? price) => price?.ToString("0.0000", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A day, as <c>2026-11-21</c>; empty for none.</summary>
    /// <param name="date">The day.</param>
    public static string Day(DateTime? date) => date is { } known ? CostWords.Day(known) : string.Empty;

    /// <summary>A time span, as <c>20h02m</c>; empty for none.</summary>
    /// <param name="span">The span.</param>
    public static string Span(TimeSpan? span) => span is { } known ? CostWords.Span(known) : string.Empty;

    /// <summary>A size in GiB with two digits, as <c>29.76GiB</c>.</summary>
    /// <param name="size">The size.</param>
    public static string Rounded(BatchSize size) => size is null ? string.Empty : (size.Bytes / (double)(1L << 30)).ToString("0.##", CultureInfo.InvariantCulture) + "GiB";

    /// <summary>Machines and the tasks on each, as <c>15 x 7</c>; empty for none.</summary>
    /// <param name="cost">The cost.</param>
    public static string Machines(BatchCost cost) => cost?.Machines is { } machines ? $"{machines} x {cost.TasksPerMachine}" : string.Empty;

    /// <summary>From the total without losses to the total when it goes badly.</summary>
    /// <param name="cost">The cost.</param>
    public static string Range(BatchCost cost) => cost?.RangeText() ?? string.Empty;

    /// <summary>Ties and notes, or why nothing matches.</summary>
    /// <param name="cost">The cost.</param>
    public static string Notes(BatchCost cost) => cost?.NotesText() ?? string.Empty;

    internal static string Age(BatchJob job, DateTimeOffset now) => Words.Age(job?.Source.SubmittedAt, now);

    internal static string Ran(BatchJob job, DateTimeOffset now) => job is null ? string.Empty : Words.RunTime(job.Source, now);
}
