using MultiBatch.Jobs;

namespace MultiBatch.Providers;

/// <summary>
/// A provider that can tell which jobs were called off because another one did not succeed. For services that do not let such jobs wait again when the
/// other one is restarted: the restart then names them (<see cref="RestartResult.DependentsNotRevived"/>).
/// </summary>
public interface IDependentsProvider
{
    /// <summary>
    /// The jobs that were cancelled because this one, or a child of it, did not succeed, and those that were cancelled because of them in turn; the
    /// oldest first. Only reads.
    /// </summary>
    /// <param name="reference">The job, or the array.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException">The service could not be asked.</exception>
    Task<IReadOnlyList<JobReference>> FindCancelledDependentsAsync(JobReference reference, CancellationToken cancellationToken);
}
