using MultiBatch.JobFiles.Problems;
using YamlDotNet.Core;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Puts the parser's complaints into words that say what to do.</summary>
internal static class YamlComplaint
{
    // A part of the parser's message, and what it means for somebody who writes a job file.
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("invalid mapping", "a colon and a space begin a value here, where a key was not expected; check the indentation, or put the text in quotes if the colon belongs to it."),
        ("mapping values are not allowed", "a colon and a space begin a value here, where a key was not expected; check the indentation, or put the text in quotes if the colon belongs to it."),
        ("quoted scalar, found unexpected end", "the quote that opens here is never closed."),
        ("quoted scalar, found wrong indentation", "the quote that opens here is never closed, or lines inside it are indented too little."),
        ("unknown escape character", "inside double quotes a backslash begins an escape; write two backslashes, or use single quotes."),
        ("expected ',' or ']'", "a list that opens with '[' is not closed, or a comma is missing, before this place."),
        ("expected ',' or '}'", "a map that opens with '{' is not closed, or a comma is missing, before this place."),
        ("did not find expected key", "this is neither a key of this level nor part of the value before; check the indentation, quotes and brackets up to here."),
        ("expected '-' indicator", "this is no item of the list before, nor part of its last one; items begin with '-' in the same column."),
        ("block sequence entries are not allowed", "a list item begins on the line of its key; put it on a line of its own."),
        ("could not find expected ':'", "a key has no colon; write 'key: value'."),
        ("did not find expected node content", "a value was expected here."),
    ];

    public static SourceRefusedException Of(YamlException error, string text, Position at, Scope scope)
    {
        if (TabIndent(text, error) is { } tab)
        {
            return new SourceRefusedException(tab, "this line is indented with a tab; YAML takes only spaces.", scope);
        }

        if (error.Message.Contains("cannot start any token", StringComparison.Ordinal) && error.Start.Index >= 0 && error.Start.Index < text.Length)
        {
            var first = Quote.Text(text.Substring((int)error.Start.Index, 1));
            return new SourceRefusedException(at, $"a value cannot begin with {first}; put it in quotes.", scope);
        }

        foreach (var (part, meaning) in Meanings)
        {
            if (error.Message.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return new SourceRefusedException(at, meaning, scope);
            }
        }

        return new SourceRefusedException(at, "this is not YAML: " + Quote.Message(error.Message).TrimEnd('.') + ".", scope);
    }

    /// <summary>The first line at or after the error that is indented with a tab, if the error is about one.</summary>
    private static Position? TabIndent(string text, YamlException error)
    {
        if (!error.Message.Contains("tab", StringComparison.Ordinal) && !error.Message.Contains("cannot start any token", StringComparison.Ordinal))
        {
            return null;
        }

        var line = 1;
        var isIndent = true;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\t' && isIndent && line >= error.Start.Line && !IsBlankFrom(text, index))
            {
                return SourceText.PositionOf(text, index);
            }

            isIndent = character == '\n' || (isIndent && character == ' ');
            line += character == '\n' ? 1 : 0;
        }

        return null;
    }

    private static bool IsBlankFrom(string text, int index)
    {
        while (index < text.Length && text[index] is ' ' or '\t' or '\r')
        {
            index++;
        }

        return index == text.Length || text[index] is '\n' or '#';
    }
}
