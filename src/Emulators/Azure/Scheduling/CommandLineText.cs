using System.Text;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Takes command lines apart.</summary>
internal static class CommandLineText
{
    /// <summary>The words of a command line.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="withQuotes">Whether quotes and backslashes join; false to split at blanks alone.</param>
    public static IReadOnlyList<string> Split(string text, bool withQuotes)
    {
        if (!withQuotes)
        {
            return text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }

        var words = new List<string>();
        StringBuilder? word = null;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            switch (character)
            {
                case ' ' or '\t' or '\n' or '\r':
                    Close();
                    break;
                case '\'':
                    var end = text.IndexOf('\'', at + 1);
                    end = end < 0 ? text.Length : end;
                    (word ??= new StringBuilder()).Append(text, at + 1, end - at - 1);
                    at = end;
                    break;
                case '"':
                    at = Quoted(text, at + 1, word ??= new StringBuilder());
                    break;
                case '\\' when at + 1 < text.Length:
                    (word ??= new StringBuilder()).Append(text[++at]);
                    break;
                default:
                    (word ??= new StringBuilder()).Append(character);
                    break;
            }
        }

        Close();
        return words;

        void Close()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    private static int Quoted(string text, int at, StringBuilder word)
    {
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is ('"' or '\\' or '$' or '`'))
            {
                at++;
            }

            word.Append(text[at]);
        }

        return at;
    }
}
