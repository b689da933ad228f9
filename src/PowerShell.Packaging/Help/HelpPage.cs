using System.Text;

namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>A page of help: Markdown in the shape that PowerShell's own help has.</summary>
internal sealed record HelpPage
{
    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    public required string Description { get; init; }

    /// <summary>The parameter sets, the default one first; one without a name when there is only one.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>Types that come in by the pipeline, each with a text.</summary>
    public required IReadOnlyList<(string Type, string Text)> Inputs { get; init; }

    /// <summary>Types that are written, each with a text.</summary>
    public required IReadOnlyList<(string Type, string Text)> Outputs { get; init; }

    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Reads a page.</summary>
    /// <exception cref="FormatException">A part is missing; the message names it.</exception>
    public static HelpPage Parse(string markdown)
    {
        var document = MarkdownSections.Parse(markdown);
        return new HelpPage
        {
            Name = document.Title,
            Synopsis = document.Text("SYNOPSIS"),
            Description = document.Text("DESCRIPTION"),
            Sets = [.. document.Text("PARAMETER SETS").Split(',').Select(set => set.Trim()).Where(set => set.Length > 0)],
            Examples = [.. document.Children("EXAMPLES").Select(child => Example(child.Title, child.Text))],
            Parameters = [.. document.Children("PARAMETERS").Where(child => child.Title.StartsWith('-')).Select(child => Parameter(child.Title[1..], child.Text))],
            Inputs = [.. document.Children("INPUTS").Select(child => (child.Title, child.Text))],
            Outputs = [.. document.Children("OUTPUTS").Select(child => (child.Title, child.Text))],
            Links = [.. document.Text("RELATED LINKS").Split('\n').Select(line => line.Trim().TrimStart('-', ' ')).Where(line => line.Length > 0)],
        };
    }

    /// <summary>The page; <see cref="Parse"/> reads it back.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append($"# {Name}\n\n## SYNOPSIS\n\n{Synopsis}\n\n## PARAMETER SETS\n\n{string.Join(", ", Sets)}\n\n## DESCRIPTION\n\n{Description}\n\n## EXAMPLES\n");
        foreach (var example in Examples)
        {
            text.Append($"\n### {example.Title}\n\n```powershell\n{example.Code}\n```\n\n{example.Remarks}\n");
        }

        text.Append("\n## PARAMETERS\n");
        foreach (var parameter in Parameters)
        {
            text.Append($"\n### -{parameter.Name}\n\n{parameter.Text}\n");
            foreach (var binding in parameter.Bindings)
            {
                text.Append($"\n```yaml\nType: {binding.Type}\nParameter Sets: {binding.Sets}\n");
                text.Append(binding.Aliases.Length > 0 ? $"Aliases: {binding.Aliases}\n" : string.Empty);
                text.Append($"Required: {binding.Required}\nPosition: {binding.Position}\nAccept pipeline input: {binding.Pipeline}\nAccept wildcard characters: {binding.Wildcards}\n```\n");
            }
        }

        Append(text, "INPUTS", Inputs);
        Append(text, "OUTPUTS", Outputs);
        text.Append("\n## RELATED LINKS\n\n");
        foreach (var link in Links)
        {
            text.Append($"- {link}\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<(string Type, string Text)> types)
    {
        text.Append($"\n## {title}\n");
        foreach (var (type, what) in types)
        {
            text.Append($"\n### {type}\n\n{what}\n");
        }
    }

    private static HelpExample Example(string title, string text)
    {
        var (before, blocks, after) = MarkdownSections.Blocks(text);
        return new HelpExample { Title = title, Code = blocks.Count > 0 ? blocks[0] : throw new FormatException($"The example '{title}' has no code."), Remarks = (before + "\n\n" + after).Trim() };
    }

    private static HelpParameter Parameter(string name, string text)
    {
        var (before, blocks, _) = MarkdownSections.Blocks(text);
        return new HelpParameter { Name = name, Text = before, Bindings = [.. blocks.Select(block => Binding(name, block))] };
    }

    private static HelpBinding Binding(string name, string block)
    {
        var values = block.Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim());
        string Value(string key) => values.TryGetValue(key, out var value) ? value : throw new FormatException($"-{name}: '{key}' is missing.");
        return new HelpBinding
        {
            Type = Value("Type"),
            Sets = Value("Parameter Sets"),
            Aliases = values.GetValueOrDefault("Aliases") ?? string.Empty,
            Required = Value("Required") == "True",
            Position = Value("Position"),
            Pipeline = Value("Accept pipeline input"),
            Wildcards = Value("Accept wildcard characters") == "True",
        };
    }
}
