using System.Text;
using MultiBatch.Capabilities;

namespace MultiBatch.Cli.Output;

/// <summary>The capability matrix, from the capabilities the providers declare.</summary>
internal static class CapabilityMatrix
{
    /// <summary>A Markdown table: a row a feature, a column a provider.</summary>
    public static string Markdown(IReadOnlyList<BatchCapabilities> providers)
    {
        var text = new StringBuilder();
        text.Append("| Feature | ").Append(string.Join(" | ", providers.Select(provider => provider.Provider))).Append(" |\n");
        text.Append("|---|").Append(string.Concat(providers.Select(_ => "---|"))).Append('\n');
        foreach (var feature in BatchCapabilities.AllFeatures)
        {
            text.Append("| ").Append(Name(feature)).Append(" | ")
                .Append(string.Join(" | ", providers.Select(provider => Word(provider[feature].Level)))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>A feature in words: <c>dependency on any end</c>.</summary>
    public static string Name(BatchFeature feature) =>
        string.Concat(feature.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    public static string Word(SupportLevel level) => level switch
    {
        SupportLevel.Native => "yes",
        SupportLevel.EmulatedDurable => "emulated",
        SupportLevel.EmulatedWhileClientRuns => "while a client runs",
        _ => "-",
    };
}
