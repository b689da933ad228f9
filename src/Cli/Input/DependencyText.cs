using MultiBatch.Cli.Errors;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Input;

/// <summary>Reads <c>REF[,CONDITION][,indexToIndex]</c>.</summary>
internal static class DependencyText
{
    public static IReadOnlyList<JobDependency>? Read(string[]? texts, Values values)
    {
        if (texts is not { Length: > 0 })
        {
            return null;
        }

        var dependencies = new List<JobDependency>();
        foreach (var text in texts)
        {
            var parts = text.Split(',', StringSplitOptions.TrimEntries);
            var dependency = new JobDependency { Job = parts[0] };
            if (parts[0].Length == 0)
            {
                values.Add($"--depends-on: '{text}' names no job; write a reference, as local:main/01k9…");
            }

            foreach (var part in parts.Skip(1))
            {
                if (EnumText.TryParse<DependencyCondition>(part, out var condition))
                {
                    dependency = dependency with { On = condition };
                }
                else if (EnumText.TryParse<DependencyMode>(part, out var mode))
                {
                    dependency = dependency with { Mode = mode };
                }
                else
                {
                    var known = EnumText.Names<DependencyCondition>().Concat(EnumText.Names<DependencyMode>()).ToList();
                    var nearest = Nearest.To(part, known);
                    values.Add($"--depends-on: '{part}' is none of {string.Join(", ", known)}{(nearest is null ? string.Empty : $"; did you mean '{nearest}'?")}");
                }
            }

            dependencies.Add(dependency);
        }

        return dependencies;
    }
}
