using System.Text.RegularExpressions;
using MultiBatch.JobFiles.Fields;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Tables;
using MultiBatch.JobFiles.Tests.Samples;
using MultiBatch.JobFiles.Tests.Schema;

namespace MultiBatch.JobFiles.Tests.Documentation;

/// <summary>The reference and the examples are true.</summary>
public partial class DocumentTests
{
    private static readonly string Root = FindRoot();

    private static readonly string Document = File.ReadAllText(Path.Combine(Root, "docs", "job-files.md"));

    public static TheoryData<string> Examples => new(
        Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal));

    public static TheoryData<string, string> Snippets
    {
        get
        {
            var snippets = new TheoryData<string, string>();
            foreach (var (kind, text) in Blocks().Where(block => block.Kind is "yaml" or "json"))
            {
                snippets.Add(kind, text);
            }

            return snippets;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_a_job_file_and_fits_the_schema(string path)
    {
        var file = (await JobFileReader.ReadAsync(Path.Combine(Root, path))).Content();

        Assert.NotEmpty(file.Jobs);
        Assert.Empty(SchemaValidator.Published.Validate(YamlAsJson.Convert(File.ReadAllText(Path.Combine(Root, path)))));
        var schema = SchemaComment().Match(File.ReadAllText(Path.Combine(Root, path)));
        Assert.True(File.Exists(Path.Combine(Root, Path.GetDirectoryName(path)!, schema.Groups[1].Value)), $"{path} names no schema.");
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void A_snippet_of_the_reference_is_a_job_file(string kind, string text)
    {
        (kind == "json" ? Files.Json(text, Root) : Files.Yaml(text, Root)).Content();
        if (kind == "yaml")
        {
            Assert.Empty(SchemaValidator.Published.Validate(YamlAsJson.Convert(text)));
        }
    }

    [Fact]
    public void The_problems_in_the_reference_are_the_real_ones()
    {
        var blocks = Blocks().ToList();
        var wrong = blocks.FindIndex(block => block.Kind == "yaml wrong");

        Assert.Equal(blocks[wrong + 1].Text.TrimEnd('\n').Split('\n'), Files.Yaml(blocks[wrong].Text).Texts());
    }

    [Fact]
    public void The_table_in_the_reference_is_one() =>
        Assert.Equal(["CITY", "POPULATION"], TaskTableReader.Read(new StringReader(Blocks().Single(block => block.Kind == "tsv").Text)).GetTable().Columns);

    [Fact]
    public void Every_key_is_in_the_reference()
    {
        var keys = RootReader.HeaderKeys.Concat(RootReader.SectionKeys)
            .Concat(JobFields.Job.Keys).Concat(JobFields.Mount.Keys).Concat(JobFields.Identity.Keys)
            .Concat(ResourceFields.Reader.Keys).Concat(ResourceFields.GpuObject.Keys).Concat(ResourceFields.DataDisk.Keys)
            .Concat(AttemptFields.Policy.Keys).Concat(AttemptFields.Rule.Keys).Concat(DependencyFields.Dependency.Keys).Concat(ArrayFields.Draft.Keys)
            .Concat(EnvironmentFields.Reader.Keys).Concat(EnvironmentFields.Network.Keys).Concat(QueueFields.Reader.Keys).Concat(DefinitionFields.Reader.Keys);

        Assert.All(keys.Distinct(), key => Assert.Matches($@"(`|\b){Regex.Escape(key)}(`|:)", Document));
    }

    private static IEnumerable<(string Kind, string Text)> Blocks() =>
        Fence().Matches(Document).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MultiBatch.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"yaml-language-server: \$schema=(\S+)")]
    private static partial Regex SchemaComment();
}
