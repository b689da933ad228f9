using System.Xml.Linq;

namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>Writes pages as MAML, the form <c>Get-Help</c> reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<HelpPage> pages)
    {
        var root = new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(Page));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString().Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }

    private static XElement Page(HelpPage page)
    {
        var parts = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", parts[0]),
                new XElement(Command + "noun", parts[1]),
                new XElement(Maml + "description", Paragraphs(page.Synopsis))),
            new XElement(Maml + "description", Paragraphs(page.Description)),
            new XElement(Command + "syntax", page.Sets.Select(set => Syntax(page, set))),
            new XElement(Command + "parameters", page.Parameters.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase).Select(parameter => Parameter(parameter, parameter.Bindings[0], "parameter"))),
            new XElement(Command + "inputTypes", page.Inputs.Select(item => Type(Command + "inputType", item.Type, item.Text))),
            new XElement(Command + "returnValues", page.Outputs.Select(item => Type(Command + "returnValue", item.Type, item.Text))),
            new XElement(Command + "examples", page.Examples.Select((example, index) => Example(example, index + 1))),
            new XElement(Command + "relatedLinks", page.Links.Select(link => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", link), new XElement(Maml + "uri")))));
    }

    private static XElement Syntax(HelpPage page, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        page.Parameters
            .Select(parameter => (Parameter: parameter, Binding: parameter.Bindings.FirstOrDefault(binding => binding.IsIn(set))))
            .Where(item => item.Binding is not null)
            .OrderBy(item => int.TryParse(item.Binding!.Position, out var position) ? position : int.MaxValue)
            .ThenByDescending(item => item.Binding!.Required)
            .Select(item => Parameter(item.Parameter, item.Binding!, "parameter")));

    private static XElement Parameter(HelpParameter parameter, HelpBinding binding, string element)
    {
        var isSwitch = binding.Type == "SwitchParameter";
        return new XElement(
            Command + element,
            new XAttribute("required", binding.Required ? "true" : "false"),
            new XAttribute("variableLength", binding.Type.EndsWith("[]", StringComparison.Ordinal) ? "true" : "false"),
            new XAttribute("globbing", binding.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", binding.Pipeline),
            new XAttribute("position", binding.Position == "Named" ? "named" : binding.Position),
            new XAttribute("aliases", binding.Aliases.Length > 0 ? binding.Aliases : "none"),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paragraphs(parameter.Text)),
            isSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), binding.Type),
            new XElement(Dev + "type", new XElement(Maml + "name", binding.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", isSwitch ? "False" : "None"));
    }

    private static XElement Type(XName element, string type, string text) => new(
        element,
        new XElement(Dev + "type", new XElement(Maml + "name", type)),
        new XElement(Maml + "description", Paragraphs(text)));

    private static XElement Example(HelpExample example, int number) => new(
        Command + "example",
        new XElement(Maml + "title", $"Example {number}: {example.Title}"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static IEnumerable<XElement> Paragraphs(string text) =>
        text.Split("\n\n").Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0)
            .Select(paragraph => new XElement(Maml + "para", paragraph.StartsWith("- ", StringComparison.Ordinal) || paragraph.StartsWith('|') ? Plain(paragraph) : Plain(paragraph.Replace('\n', ' '))));

    // Get-Help shows text as it is: Markdown's quotation marks for code only disturb.
    private static string Plain(string text) => text.Replace("`", string.Empty, StringComparison.Ordinal);
}
