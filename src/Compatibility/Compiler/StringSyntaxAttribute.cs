using Microsoft.CodeAnalysis;

namespace System.Diagnostics.CodeAnalysis;

[Embedded]
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class StringSyntaxAttribute(string syntax, params object?[] arguments) : Attribute
{
    public const string Json = nameof(Json);
    public const string Regex = nameof(Regex);
    public const string Uri = nameof(Uri);

    public string Syntax { get; } = syntax;

    public object?[] Arguments { get; } = arguments;
}
