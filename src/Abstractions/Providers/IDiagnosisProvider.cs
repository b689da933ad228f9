using MultiBatch.Diagnosis;
using MultiBatch.Jobs;

namespace MultiBatch.Providers;

/// <summary>A provider that can say why a job does not start, or did not succeed.</summary>
public interface IDiagnosisProvider
{
    /// <summary>Looks at the job and what it waits for. Only reads.</summary>
    Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken);
}
