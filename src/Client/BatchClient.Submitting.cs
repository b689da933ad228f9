using System.Runtime.CompilerServices;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Resilience;
using MultiBatch.Restarting;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.Telemetry;

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
    public async Task<JobPlan> PlanAsync(
        JobSpec spec, PlanMode mode = PlanMode.Connected, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var session = await PlanSession.BeginAsync(_services, mode, cancellationToken).ConfigureAwait(false);
        var id = options?.SubmissionId ?? SubmissionId.New(_services.Clock.GetUtcNow());
        return (await _services.Planner.PlanAsync(new PlanInput { Spec = spec, SubmissionId = id }, session, cancellationToken).ConfigureAwait(false)).Plan;
    }

    /// <summary>
    /// Plans jobs that would be submitted together, in the order given. <see cref="JobSpec.DependsOn"/> may name other specs of the call; a
    /// job that does is planned offline, since the jobs it would wait for are not there to be asked about.
    /// </summary>
    /// <param name="specs">The jobs.</param>
    /// <param name="mode">Whether calls that read are allowed. Default: they are.</param>
    /// <param name="options">How they would be submitted. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the plans that have not been made.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when a dependency names no job of the call, names are
    /// ambiguous, or the dependencies go in a circle.</exception>
    public async IAsyncEnumerable<JobPlan> PlanManyAsync(
        IEnumerable<JobSpec> specs,
        PlanMode mode = PlanMode.Connected,
        SubmitOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        await foreach (var plan in new PlanRun(_services, options ?? new SubmitOptions(), mode).RunAsync([.. specs], cancellationToken).ConfigureAwait(false))
        {
            yield return plan;
        }
    }

    /// <summary>
    /// Submits a job: plans it, sends it once, and makes sure of the outcome when a reply is lost. When the token is cancelled while the
    /// submit is under way, it is settled first, for at most <see cref="BatchClientOptions.CancellationGrace"/>; a job that is there then is
    /// returned all the same.
    /// </summary>
    /// <param name="spec">The job.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submit. The job, once submitted, goes on.</param>
    /// <returns>The job, as the provider accepted it.</returns>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> or <see cref="BatchErrorCode.Unsupported"/> naming every rejected
    /// field, with nothing sent; <see cref="BatchErrorCode.SubmissionUnknown"/> when the outcome could not be found out, with the submission id as
    /// its resource: submitting again with that id settles it; <see cref="BatchErrorCode.Conflict"/> when the given submission id was used for
    /// another job; or the provider's error.</exception>
    public async Task<Job> SubmitAsync(JobSpec spec, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var activity = ClientActivities.Start("multibatch.submit", _services);
        options ??= new SubmitOptions();
        var item = new SubmitItem
        {
            Spec = spec,
            Id = options.SubmissionId ?? SubmissionId.New(_services.Clock.GetUtcNow()),
            MayExist = options.SubmissionId is not null,
            AllowHeld = options.AllowHeld,
        };
        activity?.SetTag("multibatch.submission.id", item.Id.ToString());
        var outcome = await _services.SubmitAsync(item, cancellationToken).ConfigureAwait(false);
        ClientActivities.SetError(activity, outcome.Error);
        activity?.SetTag("multibatch.job", outcome.Job?.Reference.ToString());
        return outcome.Job ?? throw outcome.Error!;
    }

    /// <summary>
    /// Submits many jobs and gives the outcome of each as it is known, in no particular order. <see cref="JobSpec.DependsOn"/> may name other
    /// specs of the same call (with <c>#index</c> for one child of an array): they are submitted first and the names replaced by their
    /// references. When the submit of a job fails, those that wait for it are not sent. When the token is cancelled, what is under way is
    /// settled and given out, then the enumeration throws.
    /// </summary>
    /// <param name="specs">The jobs; read to the end before the first is sent, since any may name any other.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submits that have not begun.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/>, before anything is sent, when a dependency names no job of the
    /// call, names are ambiguous, or the dependencies go in a circle.</exception>
    public async IAsyncEnumerable<SubmitOutcome> SubmitManyAsync(
        IEnumerable<JobSpec> specs, SubmitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        using var activity = ClientActivities.Start("multibatch.submit_many", _services);
        var run = new SubmitRun(_services, options ?? new SubmitOptions());
        await foreach (var outcome in run.RunAsync([.. specs], cancellationToken).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    /// <summary>
    /// Submits a stream of jobs, sending as it is read, and gives the outcome of each as it is known. Dependencies must be references:
    /// a stream cannot name jobs that may come later.
    /// </summary>
    /// <param name="specs">The jobs; read no faster than they are sent.</param>
    /// <param name="options">How to submit. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submits that have not begun.</param>
    public async IAsyncEnumerable<SubmitOutcome> SubmitManyAsync(
        IAsyncEnumerable<JobSpec> specs, SubmitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        using var activity = ClientActivities.Start("multibatch.submit_many", _services);
        await foreach (var outcome in new SubmitRun(_services, options ?? new SubmitOptions()).RunAsync(specs, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    /// <summary>
    /// Runs a job, or those children of an array, that failed or were cancelled again: in place where the provider can, otherwise as a new
    /// job of the failed children only (<see cref="Job.RestartOf"/>).
    /// </summary>
    /// <param name="reference">The job, the array or one child.</param>
    /// <param name="options">How to submit a new job. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submit.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> while the job has not ended or when nothing in it failed;
    /// <see cref="BatchErrorCode.NotFound"/>; <see cref="BatchErrorCode.Unsupported"/> when the provider cannot restart, or does not tell what the
    /// job was submitted as; or as <see cref="SubmitAsync"/>.</exception>
    public Task<RestartResult> RestartAsync(JobReference reference, SubmitOptions? options = null, CancellationToken cancellationToken = default) =>
        new JobRestarter(_services).RestartAsync(reference, null, options ?? new SubmitOptions(), cancellationToken);

    /// <summary>As the other overload, with the spec the job was submitted with, for providers that do not tell.</summary>
    /// <param name="reference">The job, the array or one child.</param>
    /// <param name="spec">What it was submitted as; its dependencies are left out. Not used where the provider restarts in place.</param>
    /// <param name="options">How to submit a new job. Default: as <see cref="SubmitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the submit.</param>
    /// <exception cref="BatchException">As the other overload.</exception>
    public Task<RestartResult> RestartAsync(
        JobReference reference, JobSpec spec, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new JobRestarter(_services).RestartAsync(reference, spec, options ?? new SubmitOptions(), cancellationToken);
    }
}
