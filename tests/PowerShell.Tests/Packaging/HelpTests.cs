using System.Xml.Linq;
using MultiBatch.PowerShell.Packaging.Help;

namespace MultiBatch.PowerShell.Tests.Packaging;

/// <summary>
/// The pages of help say what the code does. How parameters bind is written into the pages by these tests when they run with
/// MULTIBATCH_ACCEPT_HELP=1; the texts are written by hand.
/// </summary>
public sealed class HelpTests
{
    private static string Folder => Path.Combine(CmdletCode.Sources, "Help");

    public static TheoryData<string> Names => [.. CmdletCode.Cmdlets.Select(CmdletCode.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_says_how_each_parameter_binds(string name)
    {
        var cmdlet = CmdletCode.Cmdlets.Single(type => CmdletCode.Name(type) == name);
        var path = Path.Combine(Folder, name + ".md");
        var page = HelpPage.Parse(File.ReadAllText(path));
        var bindings = CmdletCode.Bindings(cmdlet);
        var expected = page with
        {
            Sets = CmdletCode.Sets(cmdlet),
            Parameters = [.. bindings.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => new HelpParameter
            {
                Name = pair.Key,
                Text = page.Parameters.FirstOrDefault(parameter => parameter.Name == pair.Key)?.Text ?? string.Empty,
                Bindings = pair.Value,
            })],
        };
        if (Environment.GetEnvironmentVariable("MULTIBATCH_ACCEPT_HELP") == "1")
        {
            File.WriteAllText(path, expected.ToMarkdown());
        }

        Assert.Equal(expected.ToMarkdown(), File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_a_text_for_everything_and_two_examples(string name)
    {
        var page = HelpPage.Parse(File.ReadAllText(Path.Combine(Folder, name + ".md")));

        Assert.Equal(name, page.Name);
        Assert.NotEmpty(page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.True(page.Examples.Count >= 2, "two examples");
        Assert.All(page.Examples, example =>
        {
            Assert.NotEmpty(example.Remarks);
            Assert.Contains(name, example.Code, StringComparison.Ordinal);
        });
        Assert.All(page.Parameters, parameter => Assert.True(parameter.Text.Length > 8, $"-{parameter.Name} has no text"));
        Assert.All(page.Links, link => Assert.True(File.Exists(Path.Combine(Folder, link + ".md")), $"{link} is no page"));
    }

    [Fact]
    public void Every_page_is_of_a_cmdlet() =>
        Assert.Equal(
            CmdletCode.Cmdlets.Select(CmdletCode.Name),
            Directory.GetFiles(Folder, "*-*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Maml_has_every_cmdlet_with_syntax_parameters_and_examples()
    {
        var maml = XDocument.Parse(MamlWriter.Write(Directory.GetFiles(Folder, "*-*.md").Select(path => HelpPage.Parse(File.ReadAllText(path)))));

        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
        var commands = maml.Root!.Elements(command + "command").ToList();
        Assert.Equal(CmdletCode.Cmdlets.Count, commands.Count);
        Assert.All(commands, one =>
        {
            Assert.NotEmpty(one.Element(command + "syntax")!.Elements());
            Assert.True(one.Element(command + "examples")!.Elements().Count() >= 2);
        });
    }

    [Fact]
    public void The_conceptual_pages_are_text_of_eighty_columns()
    {
        foreach (var path in Directory.GetFiles(Folder, "about_*.md"))
        {
            var text = AboutText.Write(File.ReadAllText(path));

            Assert.StartsWith("TOPIC\n    " + Path.GetFileNameWithoutExtension(path), text, StringComparison.Ordinal);
            Assert.All(text.Split('\n').Where(line => !line.TrimStart().StartsWith('|')), line => Assert.True(line.Length <= 88, line));
            Assert.DoesNotContain("`", text, StringComparison.Ordinal);
        }
    }
}
