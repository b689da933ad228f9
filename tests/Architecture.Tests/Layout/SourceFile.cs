using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MultiBatch.Architecture.Tests.Arrows;
using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.Layout;

/// <summary>A source file and the types it declares at the top level.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private SourceFile(string sources, string rootNamespace, string path)
    {
        Path = path;
        Text = File.ReadAllText(RepositoryRoot.Combine(path));
        var root = CSharpSyntaxTree.ParseText(Text, Options).GetCompilationUnitRoot();
        Namespaces = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(declared => declared.Name.ToString()).ToList();
        PublicTypes = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(member => member switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                _ => null,
            })
            .OfType<string>()
            .ToList();
        var folder = System.IO.Path.GetRelativePath(sources, System.IO.Path.GetDirectoryName(RepositoryRoot.Combine(path))!);
        ExpectedNamespace = folder == "."
            ? rootNamespace
            : rootNamespace + "." + folder.Replace(System.IO.Path.DirectorySeparatorChar, '.');
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The part of the file name before the first dot: a partial type may add what the part is about.</summary>
    public string TypeName => System.IO.Path.GetFileName(Path).Split('.')[0];

    public IReadOnlyList<string> PublicTypes { get; }

    public IReadOnlyList<string> Namespaces { get; }

    public string ExpectedNamespace { get; }

    public static IReadOnlyList<SourceFile> Of(string name)
    {
        var (sources, rootNamespace) = AllowedReferences.LinkedSource.ContainsKey(name)
            ? (RepositoryRoot.Combine("src", name), "MultiBatch." + name)
            : (SolutionProject.Get(name).Folder, SolutionProject.Get(name).RootNamespace);
        return RepositoryRoot.SourceFiles(sources).Select(path => new SourceFile(sources, rootNamespace, path)).ToList();
    }
}
