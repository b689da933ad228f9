using System.Globalization;
using System.Text;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Problems;

/// <summary>Shows values in messages: short, on one line, with nothing that a terminal would act on.</summary>
internal static class Quote
{
    private const int Longest = 60;

    private const int LongestMessage = 200;

    /// <summary>The text in quotes.</summary>
    public static string Text(string text) => "'" + Plain(text) + "'";

    /// <summary>The text without quotes, escaped and cut short.</summary>
    public static string Plain(string text) => Cut(text, Longest);

    /// <summary>The same for a text that is a message itself.</summary>
    public static string Message(string text) => Cut(text, LongestMessage);

    /// <summary>What a value is, in words.</summary>
    public static string Node(Node node) => node switch
    {
        MappingNode => "a map",
        SequenceNode => "a list",
        ScalarNode { Kind: ScalarKind.Number } number => "the number " + Plain(number.Text),
        ScalarNode { Kind: ScalarKind.Empty } => "nothing",
        ScalarNode { Kind: ScalarKind.Text } text => Text(text.Text),
        ScalarNode scalar => Plain(scalar.Text),
        _ => "nothing",
    };

    /// <summary>The same, with nothing of what a text says.</summary>
    public static string Kind(Node node) => node is ScalarNode { Kind: not ScalarKind.Empty } ? "a single value" : Node(node);

    private static string Cut(string text, int longest)
    {
        var shown = new StringBuilder(Math.Min(text.Length, longest) + 2);
        foreach (var character in text)
        {
            if (shown.Length >= longest)
            {
                return TrimHalf(shown).Append('…').ToString();
            }

            _ = character switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' =>
                    shown.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => shown.Append(character),
            };
        }

        return shown.ToString();
    }

    // A cut must not leave half of a pair behind.
    private static StringBuilder TrimHalf(StringBuilder shown) =>
        shown.Length > 0 && char.IsHighSurrogate(shown[shown.Length - 1]) ? shown.Remove(shown.Length - 1, 1) : shown;
}
