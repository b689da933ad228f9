namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>A Markdown document of one title, sections, and parts of sections.</summary>
internal sealed class MarkdownSections
{
    private readonly Dictionary<string, (string Text, List<(string Title, string Text)> Children)> _sections = new(StringComparer.Ordinal);

    private MarkdownSections(string title) => Title = title;

    public string Title { get; }

    public static MarkdownSections Parse(string markdown)
    {
        var lines = markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var document = new MarkdownSections(lines.FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? throw new FormatException("The page has no title."));
        string? section = null;
        string? child = null;
        var text = new List<string>();
        var isCode = false;
        foreach (var line in lines)
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            var heading = isCode ? 0 : line.StartsWith("### ", StringComparison.Ordinal) ? 3 : line.StartsWith("## ", StringComparison.Ordinal) ? 2 : line.StartsWith("# ", StringComparison.Ordinal) ? 1 : 0;
            if (heading == 0)
            {
                text.Add(line);
                continue;
            }

            document.Close(section, child, text);
            (section, child) = heading switch { 3 => (section, line[4..].Trim()), 2 => (line[3..].Trim(), null), _ => (null, null) };
        }

        document.Close(section, child, text);
        return document;
    }

    /// <summary>The text before, between and after the code of a part: what is before, the blocks of code, what is after.</summary>
    public static (string Before, IReadOnlyList<string> Blocks, string After) Blocks(string text)
    {
        var parts = text.Split("```");
        var blocks = parts.Where((_, index) => index % 2 == 1).Select(block => block[(block.IndexOf('\n') + 1)..].TrimEnd('\n')).ToList();
        return (parts[0].Trim(), blocks, string.Join("\n\n", parts.Skip(2).Where((_, index) => index % 2 == 0).Select(part => part.Trim())).Trim());
    }

    public string Text(string section) => Find(section).Text;

    public IReadOnlyList<(string Title, string Text)> Children(string section) => Find(section).Children;

    private (string Text, List<(string Title, string Text)> Children) Find(string section) =>
        _sections.TryGetValue(section, out var found) ? found : throw new FormatException($"{Title}: the section {section} is missing.");

    private void Close(string? section, string? child, List<string> text)
    {
        var content = string.Join('\n', text).Trim();
        text.Clear();
        if (section is null)
        {
            return;
        }

        if (child is not null)
        {
            _sections[section].Children.Add((child, content));
        }
        else
        {
            _sections.Add(section, (content, []));
        }
    }
}
