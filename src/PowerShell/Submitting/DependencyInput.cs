using System.Management.Automation;
using MultiBatch.FrontEnds.Input;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads what a job waits for: a job object, or <c>REF[,CONDITION][,indexToIndex]</c>.</summary>
internal static class DependencyInput
{
    public static JobDependency Read(object value, string field)
    {
        var item = InputValues.Unwrap(value);
        return item is BatchJob or JobReference or Job or PSObject
            ? FieldText.Parse(value, field, job => new JobDependency { Job = JobSelector.From(job).ToString() })
            : FieldText.Parse(InputValues.Text(item) ?? string.Empty, field, DependencyText.Parse);
    }
}
