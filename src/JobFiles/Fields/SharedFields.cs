using System.Text.Json;
using MultiBatch.JobFiles.Reading;

namespace MultiBatch.JobFiles.Fields;

/// <summary>Fields that are the same in jobs, environments, queues and definitions.</summary>
internal static class SharedFields
{
    public static ValueReader<IReadOnlyDictionary<string, string>> Labels { get; } =
        Collections.Map("a map of labels", Names.Label, Scalars.Plain("the value of a label"));

    public static ValueReader<IReadOnlyDictionary<string, JsonElement>> Native { get; } =
        Collections.Map<JsonElement>("a map of providers with their settings", Names.Provider, NativeSections.TryRead);

    public static ValueReader<Jobs.Purchase> Purchase { get; } = Scalars.Parsed(
        "a way to buy",
        "on-demand, spot or spot-then-on-demand:N with N from 1 to 9",
        text => Jobs.Purchase.TryParse(text, out var purchase) ? purchase : null);
}
