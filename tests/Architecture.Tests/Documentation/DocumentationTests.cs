using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using MultiBatch.Architecture.Tests.PublicApi;
using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.Documentation;

public sealed class DocumentationTests
{
    [Theory]
    [MemberData(nameof(ProjectNames.Packages), MemberType = typeof(ProjectNames))]
    public void Every_public_member_says_what_it_promises(string name)
    {
        var project = SolutionProject.Get(name);
        var framework = project.TargetFrameworks[^1];
        var documented = XElement.Load(Path.ChangeExtension(project.AssemblyPath(framework), ".xml"))
            .Descendants("member")
            .Where(member => member.Element("inheritdoc") is not null || HasContent(member.Element("summary")))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        var silent = LoadedLibrary.Load(project, framework).VisibleTypes()
            .SelectMany(type => type.VisibleMembers().Where(NeedsText).Prepend(type))
            .Select(symbol => symbol.GetDocumentationCommentId()!)
            .Where(id => !documented.Contains(id));

        Expect.None(silent, "Without documentation:");
    }

    // A summary may consist of a reference alone.
    private static bool HasContent(XElement? summary) => summary is not null && (summary.HasElements || !string.IsNullOrWhiteSpace(summary.Value));

    // An override keeps the promise of what it overrides; a constructor nobody wrote has nowhere to carry text.
    private static bool NeedsText(ISymbol member) =>
        !member.IsOverride && member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 };
}
