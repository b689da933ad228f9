using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.FrontEnds.Wording;

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
            text.Append("| ").Append(FeatureWords.Name(feature)).Append(" | ")
                .Append(string.Join(" | ", providers.Select(provider => FeatureWords.Level(provider[feature].Level)))).Append(" |\n");
        }

        return text.ToString();
    }
}
