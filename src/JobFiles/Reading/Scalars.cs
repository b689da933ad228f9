using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Serialization;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Readers of single values. What a value is to be is part of each reader, for its messages.</summary>
internal static class Scalars
{
    /// <summary>Any text that a process can be given: all but the character U+0000.</summary>
    /// <param name="expected">What the text is, with its article, as <c>the body of a script</c>.</param>
    /// <param name="asWritten">Whether a number or true and false of JSON are taken as the text they are written as; those of YAML always are.</param>
    public static ValueReader<string> Text(string expected, bool asWritten = false) =>
        (Node node, Scope scope, [MaybeNullWhen(false)] out string value) => TryText(node, scope, expected, asWritten, out value);

    /// <summary>Text with something in it besides white space.</summary>
    public static ValueReader<string> Body(string expected) => (Node node, Scope scope, [MaybeNullWhen(false)] out string value) =>
        TryText(node, scope, expected, asWritten: false, out value)
        && (!string.IsNullOrWhiteSpace(value) || Refuse(scope, node, $"{expected} cannot be empty; write one, or remove the key."));

    /// <summary>Text without line breaks and other control characters, which may be empty. No message shows it.</summary>
    public static ValueReader<string> Plain(string expected) => (Node node, Scope scope, [MaybeNullWhen(false)] out string value) =>
        TryText(node, scope, expected, asWritten: true, out value)
        && (!value.Any(char.IsControl) || Refuse(scope, node, $"{expected} is one line of text; this one holds a line break or a control character."));

    /// <summary>Text on one line, not empty, without white space at its ends: a name, an address.</summary>
    /// <param name="expected">What the text is, with its article.</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="isShown">Whether messages show the text.</param>
    public static ValueReader<string> Line(string expected, int longest = 1024, bool isShown = true) => (Node node, Scope scope, [MaybeNullWhen(false)] out string value) =>
        Body(expected)(node, scope, out value)
        && (!value.Any(char.IsControl) || Refuse(scope, node, $"{expected} is one line of text; {(isShown ? Quote.Text(value) : "this one")} holds a line break or a control character."))
        && (value.Trim().Length == value.Length || Refuse(scope, node, $"{(isShown ? Quote.Text(value) : "the text")} begins or ends with a space; remove it."))
        && (value.Length <= longest || Refuse(scope, node, $"{expected} has at most {longest} characters; this one has {value.Length}."));

    /// <summary>true or false.</summary>
    public static bool Flag(Node node, Scope scope, out bool value)
    {
        value = false;
        if (node is ScalarNode { Kind: ScalarKind.Boolean } scalar)
        {
            value = scalar.Text[0] is 't' or 'T';
            return true;
        }

        return Refuse(scope, node, node is ScalarNode { Kind: ScalarKind.Text }
            ? $"{Quote.Node(node)} is neither true nor false; write one of the two, without quotes."
            : $"found {Quote.Node(node)}, expected true or false.");
    }

    /// <summary>A whole number within bounds.</summary>
    public static ValueReader<int> WholeNumber(string expected, int least = int.MinValue, int most = int.MaxValue) =>
        (Node node, Scope scope, out int value) =>
        {
            value = 0;
            if (!TryNumber(node, scope, expected, "such as 3", out var text))
            {
                return false;
            }

            var bounds = most != int.MaxValue ? $"from {least} to {most}" : least != int.MinValue ? $"of at least {least}" : $"from {least} to {most}";
            if (text.IndexOfAny(['.', 'e', 'E']) >= 0)
            {
                return Refuse(scope, node, $"{Quote.Plain(text)} is not a whole number; {expected} is a whole number {bounds}.");
            }

            return (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
                || Refuse(scope, node, $"{Quote.Plain(text)} is out of range; {expected} is a whole number {bounds}.");
        };

    /// <summary>A number that is more than 0, or at least 0.</summary>
    public static ValueReader<double> Number(string expected, bool mayBeZero = false) => (Node node, Scope scope, out double value) =>
    {
        value = 0;
        if (!TryNumber(node, scope, expected, "such as 2 or 0.5", out var text))
        {
            return false;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value);
        return (isNumber && (value > 0 || (mayBeZero && value == 0)))
            || Refuse(scope, node, $"{Quote.Plain(text)} is out of range; {expected} is a number {(mayBeZero ? "of at least 0" : "above 0")}.");
    };

    /// <summary>A size above 0, as <c>16GiB</c>.</summary>
    public static ValueReader<ByteSize> Size(string expected) => (Node node, Scope scope, out ByteSize value) =>
    {
        value = default;
        if (!TryText(node, scope, expected, asWritten: true, out var text))
        {
            return false;
        }

        return (ByteSize.TryParse(text, out value, out var problem) || Refuse(scope, node, Quote.Plain(text).Length == text.Length ? problem! : NoSize(text)))
            && (value.Bytes > 0 || Refuse(scope, node, $"{Quote.Text(text)} is out of range; {expected} is above 0."));
    };

    /// <summary>A duration above 0, as <c>1h30m</c>.</summary>
    public static ValueReader<TimeSpan> Duration(string expected) => (Node node, Scope scope, out TimeSpan value) =>
    {
        value = default;
        return TryText(node, scope, expected, asWritten: true, out var text)
            && (DurationText.TryParse(text, out value)
                || Refuse(scope, node, $"{Quote.Text(text)} is not a duration; write 90s, 15m, 2h, 1h30m, 00:05:00 or a number of seconds."))
            && (value > TimeSpan.Zero || Refuse(scope, node, $"{Quote.Text(text)} is out of range; {expected} is above 0."));
    };

    /// <summary>One of the words of an enumeration.</summary>
    public static bool Choice<T>(Node node, Scope scope, out T value)
        where T : struct, Enum
    {
        value = default;
        var names = EnumText.Names<T>();
        return TryText(node, scope, "one of " + string.Join(", ", names), asWritten: false, out var text)
            && (EnumText.TryParse(text, out value)
                || Refuse(scope, node, $"{Quote.Text(text)} is none of {string.Join(", ", names)}{DidYouMean(text, names)}"));
    }

    /// <summary>A value with a text form of its own.</summary>
    /// <param name="expected">What it is, with its article.</param>
    /// <param name="forms">The forms it is written in.</param>
    /// <param name="parse">Reads one; null when the text is none.</param>
    public static ValueReader<T> Parsed<T>(string expected, string forms, Func<string, T?> parse)
        where T : class => (Node node, Scope scope, [MaybeNullWhen(false)] out T value) =>
        {
            value = null;
            if (!TryText(node, scope, expected, asWritten: false, out var text))
            {
                return false;
            }

            value = parse(text);
            return value is not null || Refuse(scope, node, $"{Quote.Text(text)} is not {expected}; write {forms}.");
        };

    /// <summary>The end of a message: the nearest word if there is one, else a full stop.</summary>
    public static string DidYouMean(string text, IEnumerable<string> known) =>
        Nearest.To(text, known) is { } meant ? $"; did you mean '{meant}'?" : ".";

    /// <summary>Reports and gives false, to end a chain of conditions.</summary>
    public static bool Refuse(Scope scope, Node node, string message)
    {
        scope.Report(node.Start, message);
        return false;
    }

    private static bool TryText(Node node, Scope scope, string expected, bool asWritten, out string text)
    {
        text = string.Empty;
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.Empty }:
                return Refuse(scope, node, $"there is no value; write {expected}, or remove the key ('' is empty text).");
            case ScalarNode { Kind: ScalarKind.Null }:
                return Refuse(scope, node, $"null is no value; write {expected}, or remove the key (the word itself needs quotes).");
            case ScalarNode scalar when scalar.Kind == ScalarKind.Text || scalar.IsPlain || asWritten:
                text = scalar.Text;
                return !text.Contains('\0') || Refuse(scope, node, "the text holds the character U+0000, which no program can be given; remove it.");
            case ScalarNode:
                return Refuse(scope, node, $"found {Quote.Node(node)}, expected {expected}; put it in quotes if text is meant.");
            default:
                return Refuse(scope, node, $"found {Quote.Node(node)}, expected {expected}.");
        }
    }

    private static bool TryNumber(Node node, Scope scope, string expected, string example, out string text)
    {
        text = (node as ScalarNode)?.Text ?? string.Empty;
        return node switch
        {
            ScalarNode { Kind: ScalarKind.Number } => true,
            ScalarNode { Kind: ScalarKind.Text } when PlainText.IsNumber(text) =>
                Refuse(scope, node, $"{Quote.Node(node)} is text; write the number without quotes."),
            ScalarNode { Kind: ScalarKind.Text } => Refuse(scope, node, $"{Quote.Node(node)} is not a number; {expected} is a number {example}."),
            ScalarNode { Kind: ScalarKind.Empty or ScalarKind.Null } =>
                Refuse(scope, node, $"there is no value; {expected} is a number {example}. Write one, or remove the key."),
            _ => Refuse(scope, node, $"found {Quote.Node(node)}, expected {expected}: a number {example}."),
        };
    }

    private static string NoSize(string text) => $"{Quote.Text(text)} is not a size; write a number with a unit, such as 512MiB, 16GiB or 1.5TiB (GB means GiB).";
}
