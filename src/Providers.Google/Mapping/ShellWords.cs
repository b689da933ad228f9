using System.Text;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Words in single quotes, in which a shell reads nothing.</summary>
internal static class ShellWords
{
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
