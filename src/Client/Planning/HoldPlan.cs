using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Planning;

/// <summary>What of a spec the client does itself while one runs, and what is left for the provider.</summary>
internal sealed class HoldPlan
{
    private const string RulePrefix = SpecPointers.AttemptRules + "/";

    /// <summary>The spec without the fields the client takes care of; the same object when there are none.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>What the job waits for a client to do, in words; null when it needs none.</summary>
    public string? Reason { get; init; }

    /// <summary>One for each field that was taken out: emulated, with a client, or refused.</summary>
    public IReadOnlyList<FieldDisposition> Dispositions { get; init; } = [];

    /// <summary>The first part of a job that runs in several; null for a whole one.</summary>
    public JobSegment? Segment { get; init; }

    /// <summary>The last part, on demand, which has to be possible too; null for a whole job.</summary>
    public (JobSegment Segment, JobSpec Spec)? Fallback { get; init; }

    /// <summary>True when <see cref="Spec"/> has a rule of ours in front of the caller's.</summary>
    public bool AddsRule { get; init; }

    public bool IsHeld => Reason is not null;

    /// <summary>The caller's field that a field of <see cref="Spec"/> stands for.</summary>
    public string Back(string pointer)
    {
        if (!AddsRule || !pointer.StartsWith(RulePrefix, StringComparison.Ordinal))
        {
            return pointer;
        }

        var rest = pointer.Substring(RulePrefix.Length);
        var end = rest.IndexOf('/');
        var number = int.Parse(end < 0 ? rest : rest.Substring(0, end), CultureInfo.InvariantCulture);
        return number == 0
            ? SpecPointers.Purchase
            : RulePrefix + (number - 1).ToString(CultureInfo.InvariantCulture) + (end < 0 ? string.Empty : rest.Substring(end));
    }
}
