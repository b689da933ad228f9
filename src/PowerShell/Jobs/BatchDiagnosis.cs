using System.Collections.ObjectModel;
using MultiBatch.Diagnosis;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>Why a job does not start, or did not succeed: findings, the most telling first. Read-only.</summary>
public sealed class BatchDiagnosis : ReadOnlyCollection<BatchFinding>
{
    internal BatchDiagnosis(JobDiagnosis diagnosis)
        : base(diagnosis.Findings.Select(finding => new BatchFinding(finding)).ToList())
    {
    }

    /// <summary>The findings, in words.</summary>
    public override string ToString() => Count == 0 ? "nothing wrong was found" : string.Join("; ", this);
}
