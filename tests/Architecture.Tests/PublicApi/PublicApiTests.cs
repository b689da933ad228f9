using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.PublicApi;

/// <summary>
/// The public surface of each package stands in a text file, so that a change to it is seen in review. To accept a
/// change, run these tests with MULTIBATCH_ACCEPT_API=1 and commit the files.
/// </summary>
public sealed class PublicApiTests
{
    private const string AcceptVariable = "MULTIBATCH_ACCEPT_API";

    private static string Folder => RepositoryRoot.Combine("tests", "Architecture.Tests", "PublicApi");

    [Theory]
    [MemberData(nameof(ProjectNames.Packages), MemberType = typeof(ProjectNames))]
    public void Every_framework_has_the_same_api(string name)
    {
        var project = SolutionProject.Get(name);
        var reference = project.TargetFrameworks[^1];
        var expected = Write(project, reference);

        Assert.All(project.TargetFrameworks.SkipLast(1), framework =>
            Expect.None(Differences(expected, Write(project, framework)), $"{framework} (+) differs from {reference} (-):"));
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Packages), MemberType = typeof(ProjectNames))]
    public void Api_is_the_recorded_one(string name)
    {
        var project = SolutionProject.Get(name);
        var actual = Write(project, project.TargetFrameworks[^1]);
        var file = Path.Combine(Folder, project.AssemblyName + ".txt");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"There is no {Path.GetFileName(file)}: run this test with {AcceptVariable}=1 to write it.");
        Expect.None(
            Differences(File.ReadAllText(file), actual),
            $"The public API of {project.AssemblyName} is not the recorded one. If the change is meant, run this test with "
            + $"{AcceptVariable}=1 and commit {Path.GetFileName(file)}. Removed (-) and added (+):");
    }

    [Fact]
    public void Every_record_belongs_to_a_package()
    {
        var records = Directory.GetFiles(Folder, "*.txt").Select(Path.GetFileNameWithoutExtension);

        Expect.None(records.Except(SolutionProject.Packages.Select(project => project.AssemblyName)).OfType<string>(), "No such package:");
    }

    /// <summary>The lines that one text has and the other has not, each under the type it belongs to.</summary>
    private static IEnumerable<string> Differences(string expected, string actual)
    {
        var (before, after) = (Qualify(expected), Qualify(actual));
        return before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line));
    }

    private static List<string> Qualify(string text)
    {
        var type = string.Empty;
        var lines = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') ? type : line;
            lines.Add(line.StartsWith(' ') ? $"{type} -> {line.Trim()}" : line);
        }

        return lines;
    }

    private static string Write(SolutionProject project, string framework) => PublicApiText.Write(LoadedLibrary.Load(project, framework));
}
