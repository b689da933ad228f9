using System.Text.Json;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Native sections of environments and queues: there are no keys for this provider.</summary>
internal static class NativeSections
{
    public static void Plan(IReadOnlyDictionary<string, JsonElement>? native, DispositionList list)
    {
        foreach (var section in native ?? new Dictionary<string, JsonElement>())
        {
            var pointer = SpecPointers.Item("/native", section.Key);
            list.Add(section.Key != LocalProviderName.Value ? FieldDisposition.Honored(pointer, $"for {section.Key} only; skipped here")
                : section.Value.ValueKind != JsonValueKind.Object ? FieldDisposition.Rejected(pointer, "it must be an object", "leave it out")
                : section.Value.EnumerateObject().Select(property => property.Name).FirstOrDefault() is { } key
                ? FieldDisposition.Rejected(pointer, $"it has no key '{key}'; there are none", "leave it out")
                : FieldDisposition.Honored(pointer));
        }
    }
}
