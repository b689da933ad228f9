using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submitting;

namespace MultiBatch;

/// <content>Plan, submit, restart.</content>
public sealed partial class BatchClient
{
    /// <summary>Says, field by field, what would become of a job. Changes nothing.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="options">How it would be submitted. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The plan; what cannot be done is a rejected field of it, not an exception.</returns>
    public Task<JobPlan> PlanAsync(
        JobSpec spec, PlanMode mode = PlanMode.Connected, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Submits a job: plans it, sends it once, and makes sure of the outcome when a reply is lost. When the token is cancelled while the
    /// submit is under way, it is settled first, for at most <see cref="BatchClientOptions.CancellationGrace"/>.
    /// </summary>
    /// <param name="spec">The job.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submit. The job, once submitted, goes on.</param>
    /// <returns>The job, as the provider accepted it.</returns>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field, with nothing sent; <see cref="BatchErrorCode.SubmissionUnknown"/> when the outcome could not be found out, with the submission id as
    /// its resource: submitting again with that id settles it; or the provider's error.</exception>
    public Task<Job> SubmitAsync(JobSpec spec, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Submits many jobs and gives the outcome of each as it is known, in no particular order. <see cref="JobSpec.DependsOn"/> may name other
    /// specs of the same call: they are submitted first and the names replaced by their references. When the submit of a job fails, those
    /// that depend on it are not sent. When the token is cancelled, what is under way is settled and given out, then the enumeration throws.
    /// </summary>
    /// <param name="specs">The jobs; read to the end before the first is sent, since any may name any other.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submits that have not begun.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/>, before anything is sent, when a dependency names no job of the
    /// call, names are ambiguous, or the dependencies go in a circle.</exception>
    public IAsyncEnumerable<SubmitOutcome> SubmitManyAsync(
        IEnumerable<JobSpec> specs, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Submits a stream of jobs, sending as it is read, and gives the outcome of each as it is known. Dependencies must be references:
    /// a stream cannot name jobs that may come later.
    /// </summary>
    /// <param name="specs">The jobs; read no faster than they are sent.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submits that have not begun.</param>
    public IAsyncEnumerable<SubmitOutcome> SubmitManyAsync(
        IAsyncEnumerable<JobSpec> specs, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Runs a job, or those children of an array, that failed or were cancelled again: in place where the provider can, otherwise as a new
    /// job of the failed children only (<see cref="Job.RestartOf"/>).
    /// </summary>
    /// <param name="reference">The job or the array.</param>
    /// <param name="options">How to submit a new job. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submit.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> while the job has not ended or when nothing in it failed;
    /// <see cref="BatchErrorCode.NotFound"/>; or as <see cref="SubmitAsync"/>.</exception>
    public Task<RestartResult> RestartAsync(JobReference reference, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
