using MultiBatch.Jobs;

namespace MultiBatch.Providers;

/// <summary>
/// A provider that restarts in place: the same job, a new run (Azure's reactivate, Local). For the others the client submits a new job with
/// <see cref="Planning.PlanRequest.RestartOf"/>.
/// </summary>
public interface IRestartProvider
{
    /// <summary>
    /// Runs a job, or those children of an array, that did not succeed again. Children that succeeded are left alone. Dependents that were
    /// cancelled because of it wait again where the provider can do so; the result says so in <see cref="RestartResult.RevivedDependents"/>.
    /// </summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> while the job has not ended or when nothing in it failed.</exception>
    Task<RestartResult> RestartAsync(JobReference reference, CancellationToken cancellationToken);
}
