using FsCheck;
using FsCheck.Fluent;
using MultiBatch.JobFiles.Tables;
using MultiBatch.JobFiles.Tests.Samples;

namespace MultiBatch.JobFiles.Tests.Reading;

/// <summary>Whatever a text is, reading it ends in a file or in problems with places in it, never in an exception.</summary>
public class MutationTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(4000);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary();

    private static readonly string[] Pieces =
    [
        "\n", "\t", " ", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", "\"", "|\n", ">-\n", "#", "&a ", "*a", "!!str ", "!x ", "? ", "<<: *a", "---\n", "...\n", "%YAML 1.2\n",
        "\0", "\u0001", "\u0085", "\u2028", "\uFEFF", "\ud800", "\udc00", "🚀", "\\", "\\u", "\\x4", "//", "/*", "null", "true", "-1", "0", "1e99", "99999999999999999999", "1e9999",
        "9999999999999999999999999TiB", "9999999999999999999999999d", "x-a: &a {b: c}\n", "jobs:\n", "array: {tasks: [{A: b}]}\n", "\r", "\r\n", "--env A\t--env A\n", "a,b\n", "\"\"",
    ];

    [Theory]
    [InlineData(JobFileFormat.Yaml)]
    [InlineData(JobFileFormat.Json)]
    [InlineData(JobFileFormat.Auto)]
    public void A_changed_file_is_read_or_refused(JobFileFormat format) => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var text = Mutate(JobFileWriter.Write(new RandomSpecs(seed).File(), format), random);

        var result = JobFileReader.Parse(text, format, "job", folder: Path.GetTempPath());

        CheckProblems(text, result.File is not null, result.Problems);
    }).Check(Often);

    [Fact]
    public void Any_text_is_read_or_refused() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        foreach (var format in new[] { JobFileFormat.Yaml, JobFileFormat.Json })
        {
            var result = JobFileReader.Parse(text, format, "job");
            CheckProblems(text, result.File is not null, result.Problems);
        }
    }).Check(Often);

    [Fact]
    public void Any_table_is_read_or_refused() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var text = Mutate("--env A\tB,C\n1,2\t\"x\"\"y\n\"\t\n\n" + string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "a,b\tc,d\n")), random);
        var rows = random.Next(3) == 0 ? new TaskRowRange(1 + random.Next(4), null) : null;

        foreach (var format in Enum.GetValues<TaskTableFormat>())
        {
            var result = TaskTableReader.Read(new StringReader(text), "t", format, rows);
            CheckProblems(text, result.Table is not null, result.Problems);
        }
    }).Check(Often);

    private static string Mutate(string text, Random random)
    {
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(6), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text[..at],
                2 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }

    private static void CheckProblems(string text, bool isRead, IReadOnlyList<JobFileProblem> problems)
    {
        Assert.Equal(isRead, problems.Count == 0);

        // A carriage return alone, and two characters of Unicode, end lines for some readers.
        var lines = text.Count(character => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 1;
        Assert.All(problems, problem =>
        {
            Assert.True(problem.Location.Line >= 0 && problem.Location.Line <= lines, $"{problem} in a text of {lines} lines:\n{text}");
            Assert.True(problem.Location.Column >= 0);
            Assert.DoesNotContain('\n', problem.ToString());
            Assert.True(problem.Message.Length > 15 && problem.Message[^1] is '.' or '?' or ')' or '…', problem.Message);
        });
    }
}
