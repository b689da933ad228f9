using System.Text.Json;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>
/// Reads a command: a list of words, or one word. One line of text is refused, as in a job file: it would need a shell to be taken apart.
/// In a cell a list is JSON.
/// </summary>
internal static class CommandWords
{
    public static IReadOnlyList<string> Read(object value, string field)
    {
        if (InputValues.Unwrap(value) is string cell && cell.TrimStart().StartsWith('['))
        {
            return FromJson(cell, field);
        }

        var words = InputValues.Elements(value).Select(word => InputValues.Text(word) ?? string.Empty).ToList();
        return words switch
        {
            [] or [""] => throw new CmdletInputException($"{field}: is empty; give the program and its arguments."),
            [var line] when line.Any(char.IsWhiteSpace) && !File.Exists(line) => throw new CmdletInputException(
                $"{field}: '{line}' is one line of text, and a command is a list of words, started without a shell: write {Suggestion(line)}, or pass the line as -Script."),
            _ => words,
        };
    }

    private static List<string> FromJson(string cell, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(cell);
            return document.RootElement.EnumerateArray().Select(word => word.ValueKind == JsonValueKind.String ? word.GetString()! : word.GetRawText()).ToList();
        }
        catch (JsonException)
        {
            throw new CmdletInputException($"{field}: '{cell}' begins as a JSON list and is none; write [\"program\", \"argument\"].");
        }
    }

    private static string Suggestion(string line) =>
        string.Join(", ", line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).Select(word => "'" + word.Trim('"', '\'') + "'"));
}
