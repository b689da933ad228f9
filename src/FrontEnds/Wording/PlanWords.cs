using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Wording;

/// <summary>How plans read.</summary>
internal static class PlanWords
{
    /// <summary>The dispositions of plans, counted together: <c>13 honored, 1 rounded</c>. What was chosen for fields that were not set is not counted.</summary>
    public static string Summary(params IEnumerable<JobPlan> plans) => string.Join(", ", plans
        .SelectMany(plan => plan.Dispositions)
        .Where(disposition => disposition.Kind != DispositionKind.Defaulted)
        .GroupBy(disposition => disposition.Kind)
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {EnumText.Format(group.Key)}"));

    /// <summary>Rejected fields first, then by field.</summary>
    public static IEnumerable<FieldDisposition> InOrder(IEnumerable<FieldDisposition> dispositions) => dispositions
        .OrderByDescending(disposition => disposition.Kind == DispositionKind.Rejected)
        .ThenBy(disposition => disposition.Pointer, StringComparer.Ordinal);

    /// <summary>A value and what it becomes, as <c>30s -> 1m</c>.</summary>
    public static string? Change(string? from, string? to) => from is null ? to : $"{from} -> {to}";

    /// <summary>Why a field becomes what it becomes, and what to write in its place.</summary>
    public static string? Why(string? detail, string? alternative) => alternative is null ? detail : $"{detail}; instead: {alternative}";
}
