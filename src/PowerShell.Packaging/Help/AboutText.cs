using System.Text;

namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>Turns a conceptual page into plain text: headings in capitals, text indented and wrapped at 80 columns, code as it is.</summary>
internal static class AboutText
{
    private const int Width = 76;
    private const string Indent = "    ";

    public static string Write(string markdown)
    {
        var text = new StringBuilder();
        var paragraph = new List<string>();
        var isCode = false;
        foreach (var line in markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                Flush(text, paragraph);
                isCode = !isCode;
                text.Append(isCode ? string.Empty : "\n");
            }
            else if (isCode)
            {
                text.Append(line.Length == 0 ? string.Empty : Indent + Indent + line).Append('\n');
            }
            else if (line.StartsWith('#'))
            {
                Flush(text, paragraph);
                text.Append((line.StartsWith("# ", StringComparison.Ordinal) ? "TOPIC\n" + Indent + line.TrimStart('#', ' ') : line.TrimStart('#', ' ').ToUpperInvariant()) + "\n\n");
            }
            else if (line.Length == 0 || line.StartsWith('|') || line.StartsWith("- ", StringComparison.Ordinal))
            {
                Flush(text, paragraph, isLoose: line.Length == 0);
                if (line.Length > 0)
                {
                    paragraph.Add(line);
                    Flush(text, paragraph, isLoose: false);
                }
            }
            else
            {
                paragraph.Add(line);
            }
        }

        Flush(text, paragraph);
        return text.ToString();
    }

    private static void Flush(StringBuilder text, List<string> paragraph, bool isLoose = true)
    {
        if (paragraph.Count == 0)
        {
            text.Append(isLoose && text.Length > 1 && !text.ToString(text.Length - 2, 2).Equals("\n\n", StringComparison.Ordinal) ? "\n" : string.Empty);
            return;
        }

        var content = string.Join(' ', paragraph).Replace("`", string.Empty, StringComparison.Ordinal).Replace("**", string.Empty, StringComparison.Ordinal);
        paragraph.Clear();
        if (content.StartsWith('|'))
        {
            text.Append(Indent).Append(content).Append('\n');
            return;
        }

        var column = 0;
        foreach (var word in content.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column == 0 ? Indent : " ").Append(word);
            column += word.Length + (column == 0 ? Indent.Length : 1);
        }

        text.Append(isLoose ? "\n\n" : "\n");
    }
}
