using System.Text;

namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>Makes the help files of the module from its Markdown pages.</summary>
internal static class HelpFolder
{
    private const string Culture = "en-US";
    private const string CmdletHelp = "MultiBatch.PowerShell.dll-Help.xml";

    /// <summary>Writes the help files.</summary>
    /// <param name="source">The folder of the pages.</param>
    /// <param name="target">The folder of the module.</param>
    /// <param name="leaves">The leaves: PowerShell looks for help beside the assembly too.</param>
    /// <returns>What is wrong with pages.</returns>
    public static IReadOnlyList<string> Write(string source, string target, IReadOnlyList<string> leaves)
    {
        var problems = new List<string>();
        var pages = new List<HelpPage>();
        foreach (var path in Directory.GetFiles(source, "*-*.md").Order(StringComparer.Ordinal))
        {
            try
            {
                pages.Add(HelpPage.Parse(File.ReadAllText(path)));
            }
            catch (FormatException e)
            {
                problems.Add($"{Path.GetFileName(path)}: {e.Message}");
            }
        }

        var culture = Directory.CreateDirectory(Path.Combine(target, Culture)).FullName;
        var maml = MamlWriter.Write(pages);
        File.WriteAllText(Path.Combine(culture, CmdletHelp), maml);
        foreach (var leaf in leaves)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(target, leaf, Culture)).FullName, CmdletHelp), maml);
        }

        foreach (var path in Directory.GetFiles(source, "about_*.md"))
        {
            File.WriteAllText(Path.Combine(culture, Path.GetFileNameWithoutExtension(path) + ".help.txt"), AboutText.Write(File.ReadAllText(path)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        return problems;
    }
}
