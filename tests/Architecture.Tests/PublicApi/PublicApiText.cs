using System.Text;
using Microsoft.CodeAnalysis;

namespace MultiBatch.Architecture.Tests.PublicApi;

/// <summary>The public surface of a library as text: one line for each type and member, in a fixed order.</summary>
internal static class PublicApiText
{
    private static readonly SymbolDisplayFormat TypeName = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: Miscellaneous);

    private static readonly SymbolDisplayFormat TypeNameWithConstraints =
        TypeName.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    private static readonly SymbolDisplayFormat Member = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        ParameterOptions,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: Miscellaneous);

    private const SymbolDisplayParameterOptions ParameterOptions =
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
        | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis;

    private const SymbolDisplayMiscellaneousOptions Miscellaneous =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.ExpandValueTuple;

    public static string Write(IAssemblySymbol library)
    {
        var text = new StringBuilder();
        foreach (var type in library.VisibleTypes().OrderBy(type => type.ToDisplayString(TypeName), StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var line in type.VisibleMembers().Select(Line).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Header(INamedTypeSymbol type)
    {
        var words = new List<string> { Marks(type) + AccessOf(type) };
        if (type is { TypeKind: TypeKind.Class, IsStatic: true })
        {
            words.Add("static");
        }
        else if (type is { TypeKind: TypeKind.Class, IsAbstract: true })
        {
            words.Add("abstract");
        }
        else if (type is { TypeKind: TypeKind.Class, IsSealed: true })
        {
            words.Add("sealed");
        }

        if (type is { TypeKind: TypeKind.Struct, IsReadOnly: true })
        {
            words.Add("readonly");
        }

        words.Add(Kind(type));
        if (type.TypeKind == TypeKind.Delegate)
        {
            var invoke = type.DelegateInvokeMethod!;
            var parameters = invoke.Parameters.Select(parameter => parameter.ToDisplayString(Member));
            words.Add($"{invoke.ReturnType.ToDisplayString(TypeName)} {type.ToDisplayString(TypeName)}({string.Join(", ", parameters)})");
            return string.Join(' ', words);
        }

        var name = type.ToDisplayString(TypeName);
        var constraints = type.ToDisplayString(TypeNameWithConstraints)[name.Length..];
        var bases = Bases(type).ToList();
        words.Add(name + (bases.Count > 0 ? " : " + string.Join(", ", bases) : string.Empty) + constraints);
        return string.Join(' ', words);
    }

    private static string AccessOf(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Enum } => "enum",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Delegate } => "delegate",
        _ => "class",
    };

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return type.EnumUnderlyingType!.SpecialType == SpecialType.System_Int32 ? [] : [type.EnumUnderlyingType.ToDisplayString(TypeName)];
        }

        var implied = type.IsRecord ? $"System.IEquatable<{type.ToDisplayString(TypeName)}>" : null;
        var parent = type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } } ? type.BaseType : null;
        return type.Interfaces
            .Where(one => one.DeclaredAccessibility == Accessibility.Public)
            .Select(one => one.ToDisplayString(TypeName))
            .Where(one => one.Replace("?", string.Empty, StringComparison.Ordinal) != implied)
            .Order(StringComparer.Ordinal)
            .Prepend(parent?.ToDisplayString(TypeName))
            .OfType<string>();
    }

    private static string Line(ISymbol member)
    {
        // Members carry their type's full name in the display; the header above them already says it.
        var text = member.ToDisplayString(Member);
        var owner = member.ContainingType.ToDisplayString(TypeName) + ".";
        var at = text.IndexOf(owner + member.Name, StringComparison.Ordinal);
        return Marks(member) + (at < 0 ? text : text.Remove(at, owner.Length));
    }

    private static string Marks(ISymbol symbol)
    {
        var names = symbol.GetAttributes().Select(attribute => attribute.AttributeClass?.Name).ToList();
        return (names.Contains("FlagsAttribute") ? "[Flags] " : string.Empty) + (names.Contains("ObsoleteAttribute") ? "[Obsolete] " : string.Empty);
    }
}
