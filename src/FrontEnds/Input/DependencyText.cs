using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Input;

/// <summary>Reads <c>REF[,CONDITION][,indexToIndex]</c>.</summary>
internal static class DependencyText
{
    /// <exception cref="FormatException">It names no job, or a condition there is not.</exception>
    public static JobDependency Parse(string text)
    {
        var parts = text.Split(',').Select(part => part.Trim()).ToList();
        if (parts[0].Length == 0)
        {
            throw new FormatException($"'{text}' names no job; write a reference, as local:main/01k9…");
        }

        var dependency = new JobDependency { Job = parts[0] };
        foreach (var part in parts.Skip(1))
        {
            dependency = EnumText.TryParse<DependencyCondition>(part, out var condition) ? dependency with { On = condition }
                : EnumText.TryParse<DependencyMode>(part, out var mode) ? dependency with { Mode = mode }
                : throw Unknown(part, [.. EnumText.Names<DependencyCondition>(), .. EnumText.Names<DependencyMode>()]);
        }

        return dependency;
    }

    private static FormatException Unknown(string part, IReadOnlyList<string> known) =>
        new($"'{part}' is none of {string.Join(", ", known)}{Nearest.Question(part, known)}");
}
