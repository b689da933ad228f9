using MultiBatch.JobFiles.Syntax;
using YamlDotNet.Core;

namespace MultiBatch.JobFiles.Writing;

/// <summary>How a text is best written in YAML. No reader, of YAML 1.1 or 1.2, takes what is written for anything but this text.</summary>
internal static class TextStyle
{
    // Unquoted, readers of YAML 1.1 take these for true, false and null.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no", "on", "off", "y", "n", "null" };

    public static ScalarStyle Of(string text, bool isKey) =>
        IsPlain(text) ? ScalarStyle.Plain
        : !isKey && IsBlock(text) ? ScalarStyle.Literal
        : text.All(IsPrintable) ? ScalarStyle.SingleQuoted
        : ScalarStyle.DoubleQuoted;

    private static bool IsPlain(string text) =>
        IsQuantity(text) || (text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '_' || IsOption(text))
        && text[text.Length - 1] is not (' ' or ':')
        && !Words.Contains(text)
        && PlainText.KindOf(text) == ScalarKind.Text
        && text.All(character => char.IsAsciiLetterOrDigit(character) || " _-./:@+=%".Contains(character))
        && !text.Contains(": "));

    /// <summary>An option such as -o and --name.</summary>
    private static bool IsOption(string text)
    {
        var name = text[0] != '-' ? 0 : text.Length > 1 && text[1] == '-' ? 2 : 1;
        return name > 0 && text.Length > name && char.IsAsciiLetter(text[name]);
    }

    /// <summary>A size or duration such as 64MiB and 1h30m: digits with units that no reader knows a number by.</summary>
    private static bool IsQuantity(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && text[0] != '0' && digits < text.Length
            && text[digits] is 'K' or 'M' or 'G' or 'T' or 'B' or 'd' or 'h' or 'm' or 's'
            && text.Skip(digits).All(char.IsAsciiLetterOrDigit);
    }

    // The indentation of a block is told by its first line, and white space at ends of lines does not survive editors.
    private static bool IsBlock(string text) =>
        text.Contains('\n')
        && text[0] is not (' ' or '\n')
        && text.All(character => IsPrintable(character) || character is '\n' or '\t')
        && !text.Contains(" \n") && !text.Contains("\t\n") && !text.EndsWith(' ') && !text.EndsWith('\t')
        && !text.StartsWith('\t') && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private static bool IsPrintable(char character) =>
        character is >= ' ' and <= '~' || (character >= '\u00A0' && character is not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'));
}
