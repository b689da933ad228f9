using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>The limits a provider declares, each with its source.</summary>
internal static class LimitRules
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static void Check(JobSpec spec, BatchLimits limits, string provider, PlanNotes notes)
    {
        Pattern(SpecPointers.Name, "name", spec.Name, limits.JobNamePattern, provider, notes);
        Pattern(SpecPointers.Queue, "queue", spec.Queue, limits.ResourceNamePattern, provider, notes);
        foreach (var label in spec.Labels ?? NoLabels)
        {
            Pattern(SpecPointers.Labels, "label name", label.Key, limits.LabelNamePattern, provider, notes);
            Pattern(SpecPointers.Labels, $"value of label '{label.Key}'", label.Value, limits.LabelValuePattern, provider, notes);
        }

        var sizePointer = spec.Array?.Tasks is null ? SpecPointers.ArraySize : SpecPointers.ArrayTasks;
        var size = spec.Array?.Tasks?.Rows.Count ?? spec.Array?.Size;
        Least(sizePointer, "the array's size", size, limits.MinArraySize, provider, notes);
        Most(sizePointer, "the array's size", size, limits.MaxArraySize, provider, notes, "split the array into several jobs");
        Most(SpecPointers.Item(SpecPointers.DependsOn, 0) + "/job", "the number of dependencies", spec.DependsOn?.Count, limits.MaxDependencies, provider, notes, "let one job wait for the others, and this one for it");
        Most(SpecPointers.MaxAttempts, "attempts.max", spec.Attempts?.Max, limits.MaxAttempts, provider, notes);
        Most(SpecPointers.Item(SpecPointers.AttemptRules, 0) + "/action", "the number of attempt rules", spec.Attempts?.Rules?.Count, limits.MaxAttemptRules, provider, notes, "join rules that do the same");
        Most(SpecPointers.Timeout, "timeout", spec.Timeout, limits.MaxTimeout, provider, notes, format: DurationText.Format);
        Least(SpecPointers.Priority, "priority", spec.Priority, limits.MinPriority, provider, notes);
        Most(SpecPointers.Priority, "priority", spec.Priority, limits.MaxPriority, provider, notes);
        Most(SpecPointers.Labels, "the number of labels", spec.Labels?.Count, limits.MaxLabels, provider, notes, "leave some out");
        Most(SpecPointers.VCpus, "vcpus", spec.Resources?.VCpus, limits.MaxVCpus, provider, notes);
        Most(SpecPointers.Memory, "memory", spec.Resources?.Memory, limits.MaxMemory, provider, notes);
        Most(
            SpecPointers.Script, "the script's length in bytes",
            limits.MaxScriptBytes is null || spec.Script is null ? null : Encoding.UTF8.GetByteCount(spec.Script),
            limits.MaxScriptBytes, provider, notes, "put the script into the image or onto a mount");
        Most(
            SpecPointers.Env, "the length of all variables in bytes",
            limits.MaxEnvironmentBytes is null || spec.Env is null ? null : BytesOf(spec.Env),
            limits.MaxEnvironmentBytes, provider, notes, "pass large values in a file");
    }

    /// <summary>Whether a text matches a pattern, if there is one.</summary>
    public static bool Allows(string value, Limit<string>? limit) =>
        limit is null || Patterns.GetOrAdd(limit.Value, static text => new Regex(text, RegexOptions.CultureInvariant, PatternTime)).IsMatch(value);

    private static Dictionary<string, string> NoLabels { get; } = [];

    private static int BytesOf(IReadOnlyDictionary<string, string> env)
    {
        var bytes = 0;
        foreach (var pair in env)
        {
            bytes += Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value);
        }

        return bytes;
    }

    private static void Pattern(string pointer, string what, string? value, Limit<string>? limit, string provider, PlanNotes notes)
    {
        if (value is not null && limit is not null && !Allows(value, limit))
        {
            notes.Unsupported(pointer, $"{what} '{value}' does not match {limit.Value}, which {provider} requires", "rename it", limit.Source);
        }
    }

    private static void Most<T>(
        string pointer, string what, T? value, Limit<T>? limit, string provider, PlanNotes notes, string? wayOut = null, Func<T, string>? format = null)
        where T : struct, IComparable<T>
    {
        if (value is { } number && limit is not null && number.CompareTo(limit.Value) > 0)
        {
            notes.Unsupported(
                pointer, $"{what} is {Show(number, format)}; the most {provider} takes is {Show(limit.Value, format)}",
                wayOut ?? $"use {Show(limit.Value, format)} or less", limit.Source);
        }
    }

    private static void Least<T>(string pointer, string what, T? value, Limit<T>? limit, string provider, PlanNotes notes)
        where T : struct, IComparable<T>
    {
        if (value is { } number && limit is not null && number.CompareTo(limit.Value) < 0)
        {
            notes.Unsupported(
                pointer, $"{what} is {Show(number, null)}; the least {provider} takes is {Show(limit.Value, null)}",
                $"use {Show(limit.Value, null)} or more", limit.Source);
        }
    }

    private static string Show<T>(T value, Func<T, string>? format) =>
        format is not null ? format(value) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
