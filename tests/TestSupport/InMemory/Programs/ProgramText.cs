using System.Globalization;
using System.Text.Json;

namespace MultiBatch.TestSupport.InMemory.Programs;

/// <summary>
/// The text of a simulated program: a statement per line, words separated by spaces; a word that begins with a quotation mark is a JSON string.
/// Lines that begin with <c>#</c> are comments. <see cref="Statements"/> lists what there is.
/// </summary>
public static class ProgramText
{
    /// <summary>A statement of these words, each read back as exactly its text.</summary>
    public static string Statement(string verb, params object[] words) =>
        string.Join(' ', words.Select(word => JsonSerializer.Serialize(Convert.ToString(word, CultureInfo.InvariantCulture))).Prepend(verb));

    internal static IReadOnlyList<IReadOnlyList<string>> Parse(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Words).ToList();

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var position = 0; position < line.Length;)
        {
            var start = position;
            if (line[start] == ' ')
            {
                position++;
                continue;
            }

            position = line[start] == '"' ? EndOfQuoted(line, start) : EndOfBare(line, start);
            var word = line[start..position];
            words.Add(word[0] == '"' ? JsonSerializer.Deserialize<string>(word)! : word);
        }

        return words;
    }

    private static int EndOfBare(string line, int start)
    {
        var end = line.IndexOf(' ', start);
        return end < 0 ? line.Length : end;
    }

    private static int EndOfQuoted(string line, int start)
    {
        for (var position = start + 1; position < line.Length; position++)
        {
            if (line[position] == '\\')
            {
                position++;
            }
            else if (line[position] == '"')
            {
                return position + 1;
            }
        }

        throw new FormatException($"The word has no end: {line[start..]}");
    }
}
