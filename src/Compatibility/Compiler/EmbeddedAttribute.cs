namespace Microsoft.CodeAnalysis;

/// <summary>
/// Hides a type of this folder from other assemblies, also from those named in InternalsVisibleTo; without it a
/// friend built for a newer framework would see the type twice.
/// </summary>
[AttributeUsage(AttributeTargets.All)]
[Embedded]
internal sealed class EmbeddedAttribute : Attribute;
