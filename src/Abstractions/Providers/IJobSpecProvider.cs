using MultiBatch.Jobs;

namespace MultiBatch.Providers;

/// <summary>
/// A provider that can tell what a job was submitted as. The client needs it to repeat a job as a new one
/// (<see cref="Planning.PlanRequest.RestartOf"/>) when its caller no longer has the spec.
/// </summary>
public interface IJobSpecProvider
{
    /// <summary>
    /// The spec of a job, with everything that decides what its tasks do: command or script, image, variables, secrets, resources, attempts,
    /// timeout, the whole array. Dependencies are left out: the job has had its turn. Null when the service no longer knows.
    /// </summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such job.</exception>
    Task<JobSpec?> FindJobSpecAsync(JobReference reference, CancellationToken cancellationToken);
}
