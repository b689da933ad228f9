using System.Text;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Words for a shell: in single quotes, in which it reads nothing.</summary>
internal static class ShellWords
{
    /// <summary>Whether a shell can have a variable of this name.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name[0] is not (>= '0' and <= '9') && name.All(character => character is '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    public static string Quote(IReadOnlyList<string> words) => string.Join(" ", words.Select(word => "'" + word.Replace("'", "'\\''") + "'"));

    /// <summary>The words of a text that <see cref="Quote"/> wrote; null for another one.</summary>
    public static IReadOnlyList<string>? Read(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at++] != '\'')
            {
                return null;
            }

            var word = new StringBuilder();
            while (true)
            {
                var end = text.IndexOf('\'', at);
                if (end < 0)
                {
                    return null;
                }

                word.Append(text, at, end - at);
                at = end + 1;
                if (string.CompareOrdinal(text, at, "\\''", 0, 3) != 0)
                {
                    break;
                }

                word.Append('\'');
                at += 3;
            }

            words.Add(word.ToString());
            if (at < text.Length && text[at++] != ' ')
            {
                return null;
            }
        }

        return words;
    }
}
