using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles.Fields;

/// <summary>The keys of <see cref="JobDependency"/>, and its short forms: the name of a job, alone or in a list.</summary>
internal static class DependencyFields
{
    private const string JobName = "the name of a job of this file, or a job reference";

    public static ObjectReader<JobDependency> Dependency { get; } = new("a dependency", new JobDependency { Job = string.Empty },
    [
        Field<JobDependency>.Of("job", Scalars.Line(JobName), (dependency, value) => dependency with { Job = value }, isRequired: true),
        Field<JobDependency>.Of<DependencyMode>("mode", Scalars.Choice, (dependency, value) => dependency with { Mode = value }),
        Field<JobDependency>.Of<DependencyCondition>("on", Scalars.Choice, (dependency, value) => dependency with { On = value }),
    ]);

    private static readonly ValueReader<IReadOnlyList<JobDependency>> List = Collections.List<JobDependency>("a list of dependencies", TryReadOne);

    public static bool TryRead(Node node, Scope scope, [MaybeNullWhen(false)] out IReadOnlyList<JobDependency> value)
    {
        if (node is SequenceNode)
        {
            return List(node, scope, out value);
        }

        var isRead = TryReadOne(node, scope, out var only);
        value = isRead ? [only!] : null;
        return isRead;
    }

    private static bool TryReadOne(Node node, Scope scope, [MaybeNullWhen(false)] out JobDependency value)
    {
        if (node is MappingNode)
        {
            return Dependency.TryRead(node, scope, out value);
        }

        value = Scalars.Line(JobName)(node, scope, out var name) ? new JobDependency { Job = name } : null;
        return value is not null;
    }
}
