using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>An object of a section, and where it is.</summary>
internal sealed class SectionItem<T>(T value, string? name, MappingNode node, Scope scope)
    where T : class
{
    public T Value { get; } = value;

    public string? Name { get; } = name;

    public MappingNode Node { get; } = node;

    public Scope Scope { get; } = scope;
}
