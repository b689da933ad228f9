using MultiBatch.Diagnosis;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>One reason why a job does not start, or did not succeed.</summary>
public sealed class BatchFinding
{
    private readonly JobFinding _finding;

    internal BatchFinding(JobFinding finding) => _finding = finding;

    /// <summary>The stable name of the reason.</summary>
    public string Code => _finding.Code;

    /// <summary>The reason, in words.</summary>
    public string Summary => _finding.Summary;

    /// <summary>What was seen.</summary>
    public string? Evidence => _finding.Evidence;

    /// <summary>What to do.</summary>
    public string? Fix => _finding.Fix;

    /// <summary>False for a guess.</summary>
    public bool IsCertain => _finding.IsCertain;

    /// <summary>The reason and what to do.</summary>
    public override string ToString() => Fix is null ? Summary : $"{Summary} (fix: {Fix})";
}
