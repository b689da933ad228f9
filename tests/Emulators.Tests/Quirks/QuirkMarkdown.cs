using System.Text;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Tests.Quirks;

/// <summary>The quirks as the documentation shows them.</summary>
internal static class QuirkMarkdown
{
    public static string Assumed(IEnumerable<Quirk> quirks)
    {
        var text = new StringBuilder();
        foreach (var quirk in quirks.Where(quirk => quirk.Source == QuirkSource.Assumed))
        {
            text.Append("- `").Append(quirk.Id).Append("`: ").Append(quirk.Summary).Append('\n');
        }

        return text.ToString();
    }

    public static string Table(IEnumerable<Quirk> quirks)
    {
        var text = new StringBuilder("| Quirk | What the service does | Known from |\n|---|---|---|\n");
        foreach (var quirk in quirks)
        {
            var source = quirk.Source.ToString().ToLowerInvariant();
            text.Append("| `").Append(quirk.Id).Append("` | ").Append(quirk.Summary).Append(" | ")
                .Append(quirk.Reference is null ? source : $"{source}: {quirk.Reference}").Append(" |\n");
        }

        return text.ToString();
    }
}
