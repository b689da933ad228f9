using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads what a job waits for: a job object, or <c>REF[,CONDITION][,indexToIndex]</c>.</summary>
internal static class DependencyText
{
    public static JobDependency Read(object value, string field)
    {
        var item = InputValues.Unwrap(value);
        if (item is BatchJob or JobReference or Job or System.Management.Automation.PSObject)
        {
            try
            {
                return new JobDependency { Job = JobSelector.From(value).ToString() };
            }
            catch (ArgumentException e)
            {
                throw new CmdletInputException($"{field}: {e.Message}");
            }
        }

        var text = InputValues.Text(item) ?? string.Empty;
        var parts = text.Split(',').Select(part => part.Trim()).ToArray();
        if (parts[0].Length == 0)
        {
            throw new CmdletInputException($"{field}: '{text}' names no job; pass a job, or write a reference, as local:main/01k9….");
        }

        var dependency = new JobDependency { Job = parts[0] };
        foreach (var part in parts.Skip(1))
        {
            dependency = EnumText.TryParse<DependencyCondition>(part, out var condition) ? dependency with { On = condition }
                : EnumText.TryParse<DependencyMode>(part, out var mode) ? dependency with { Mode = mode }
                : throw new CmdletInputException($"{field}: '{part}' is none of {string.Join(", ", EnumText.Names<DependencyCondition>().Concat(EnumText.Names<DependencyMode>()))}.");
        }

        return dependency;
    }
}
