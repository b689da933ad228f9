using System.Text.Json;
using MultiBatch.Jobs;

namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>The section of a spec that only this provider understands: <c>{ "machine": "name of the machine attempts run on" }</c>.</summary>
internal static class NativeSection
{
    private const string Machine = "machine";

    public static string? MachineOf(JobSpec spec) =>
        spec.Native?.TryGetValue(InMemoryBatchProvider.ProviderName, out var section) == true && section.TryGetProperty(Machine, out var machine)
            ? machine.GetString()
            : null;

    /// <summary>What is wrong with a section; null when nothing is.</summary>
    public static string? ProblemOf(JsonElement section) =>
        section.ValueKind != JsonValueKind.Object ? "the section is not an object"
        : section.EnumerateObject().FirstOrDefault(property => property.Name != Machine) is { Value.ValueKind: not JsonValueKind.Undefined } unknown
            ? $"unknown key '{unknown.Name}'; there is only '{Machine}'"
            : null;
}
