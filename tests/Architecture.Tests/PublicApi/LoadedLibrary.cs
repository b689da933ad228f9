using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MultiBatch.Architecture.Tests.Repository;

namespace MultiBatch.Architecture.Tests.PublicApi;

/// <summary>One build of a library, read as the compiler of a consumer would read it.</summary>
internal static class LoadedLibrary
{
    public static IAssemblySymbol Load(SolutionProject project, string framework)
    {
        var path = project.AssemblyPath(framework);
        var library = MetadataReference.CreateFromFile(path);
        var siblings = Directory.GetFiles(Path.GetDirectoryName(path)!, "*.dll").Where(file => file != path);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = siblings.Concat(platform)
            .DistinctBy(Path.GetFileName)
            .Where(file => Path.GetFileName(file) != Path.GetFileName(path))
            .Select(file => MetadataReference.CreateFromFile(file));

        var compilation = CSharpCompilation.Create("consumer", references: [library, .. references]);
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!;
    }

    /// <summary>The types a consumer can name, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> VisibleTypes(this IAssemblySymbol library) => Types(library.GlobalNamespace);

    /// <summary>The members of a type that a consumer can call or override; what the compiler makes of a record is left out.</summary>
    public static IEnumerable<ISymbol> VisibleMembers(this INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate ? [] : type.GetMembers().Where(member =>
            member is not INamedTypeSymbol
            && IsVisible(member)
            && !IsGenerated(member)
            && member is not IMethodSymbol { AssociatedSymbol: not null }
            && !(type.TypeKind == TypeKind.Enum && member is not IFieldSymbol { HasConstantValue: true })
            && !(type.TypeKind == TypeKind.Struct && member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => Types(inner),
            INamedTypeSymbol type when IsVisible(type) && !IsGenerated(type) => Types(type).Prepend(type),
            _ => [],
        });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsGenerated(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CompilerGeneratedAttribute")
        || symbol.MetadataName.Contains('<', StringComparison.Ordinal);
}
