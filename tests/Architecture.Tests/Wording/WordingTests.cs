using System.Text.RegularExpressions;
using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.Wording;

/// <summary>
/// What belongs to one machine stays out of the repository: hosts of package registries (a clone uses those its own
/// machine is set up with) and folders outside the clone. The words are put together here, so that this file passes.
/// </summary>
public sealed class WordingTests
{
    private static readonly string[] BinaryExtensions = [".png", ".ico", ".gz", ".zip", ".nupkg", ".snupkg", ".dll", ".jpg", ".pdf"];

    public static TheoryData<string, string> Rules => new()
    {
        { "the host of a package registry", Escape("api.", "nuget.org") },
        { "the host of a package registry", Escape("registry.", "npmjs.org") },
        { "the host of a package registry", Escape("registry.", "yarnpkg.com") },
        { "the host of a package registry", Escape("deb.", "debian.org") },
        { "the host of a package registry", Escape("files.", "pythonhosted.org") },
        { "a folder of one machine", @"(?<![\w.~-])/" + "work/(?:main|wt|shared|brief)" },
        { "a folder beside the clone", Escape("../", "shared") },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_file_names(string what, string pattern)
    {
        var found = RepositoryRoot.Files()
            .Where(file => !BinaryExtensions.Contains(Path.GetExtension(file)))
            .Where(file => Regex.IsMatch(File.ReadAllText(RepositoryRoot.Combine(file)), pattern, RegexOptions.IgnoreCase))
            .ToList();

        Expect.None(found, $"These files name {what}:");
    }

    private static string Escape(string first, string second) => Regex.Escape(first + second);
}
