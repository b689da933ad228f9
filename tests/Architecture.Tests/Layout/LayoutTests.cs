using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.Layout;

public sealed class LayoutTests
{
    private const int LongestFile = 400;

    /// <summary>Files that may be longer than the limit, each with its reason.</summary>
    private static readonly Dictionary<string, string> JustifiedLength = [];

    [Theory]
    [MemberData(nameof(ProjectNames.Source), MemberType = typeof(ProjectNames))]
    public void A_file_declares_one_public_type_and_bears_its_name(string name)
    {
        var wrong = SourceFile.Of(name)
            .Where(file => file.PublicTypes.Distinct().Count() > 1 || file.PublicTypes.Any(type => type != file.TypeName))
            .Select(file => $"{file.Path}: {string.Join(", ", file.PublicTypes)}");

        Expect.None(wrong, "One public type per file, named after it:");
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Source), MemberType = typeof(ProjectNames))]
    public void A_namespace_follows_its_folder(string name)
    {
        var wrong = SourceFile.Of(name)
            .Where(file => file.Namespaces.Any(declared => declared != file.ExpectedNamespace))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Namespaces)} should be {file.ExpectedNamespace}");

        Expect.None(wrong, "A namespace follows its folder:");
    }

    [Theory]
    [MemberData(nameof(ProjectNames.Source), MemberType = typeof(ProjectNames))]
    public void A_long_file_has_a_reason(string name)
    {
        var tooLong = SourceFile.Of(name)
            .Select(file => (file.Path, Lines: file.Text.Split('\n').Length))
            .Where(file => file.Lines > LongestFile && !JustifiedLength.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines}");

        Expect.None(tooLong, $"Longer than {LongestFile} lines, and not listed with a reason:");
    }
}
