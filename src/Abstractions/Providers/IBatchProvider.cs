using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.Providers;

/// <summary>
/// What a backend must do to be driven by <c>BatchClient</c>: translate and call. It holds no policy.
/// What only some backends have are further interfaces, found through <see cref="GetService"/>:
/// <see cref="IEnvironmentProvider"/>, <see cref="IQueueProvider"/>, <see cref="IDefinitionProvider"/>, <see cref="IRestartProvider"/>,
/// <see cref="IDependentsProvider"/>,
/// <see cref="IDiagnosisProvider"/>, <see cref="IQuotaProvider"/>, <see cref="MultiBatch.Machines.IPriceSource"/>.
/// </summary>
/// <remarks>
/// <para>The client guarantees: arguments are not null; specs are resolved and have passed the generic checks and the declared limits;
/// batches are no larger than <see cref="ServiceRates"/> says; calls keep to the declared rates.</para>
/// <para>The provider must: make one attempt per call and never resend (retries of vendor pipelines are off); throw only
/// <see cref="BatchException"/> for what goes wrong at the service, with a true <see cref="BatchException.Effect"/>, and let
/// <see cref="OperationCanceledException"/> pass; be safe for calls from several threads; take time from a <see cref="TimeProvider"/>.</para>
/// </remarks>
public interface IBatchProvider : IAsyncDisposable
{
    /// <summary>The provider's name: lower case, no spaces, as <c>local</c> or <c>aws</c>.</summary>
    string Name { get; }

    /// <summary>What the provider, as configured, can do. Quick after the first call.</summary>
    ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Translates a spec. Must give a disposition to each field that is set (<see cref="DispositionList"/> sees to it), and must not change
    /// anything; with <see cref="PlanMode.Offline"/> it calls nothing. What cannot be done is a rejected field, not an exception.
    /// </summary>
    ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Submits plans this provider made. Returns one result per submission, in the same order; what goes wrong with one of them is its result.
    /// Throws only when nothing at all can be said of each.
    /// </summary>
    Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken);

    /// <summary>Looks up what became of a submission. Where the service may show it late, seeing nothing is
    /// <see cref="SubmissionStatus.Inconclusive"/>; the client knows the settle time.</summary>
    Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Describes jobs, parents or children, in as few calls as there can be. Returns one item per reference, in the same order;
    /// null where the service knows no such job.
    /// </summary>
    Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken);

    /// <summary>
    /// Lists a page of jobs, newest first, or the children of an array by index. Jobs that the query rules out may be among them (the client
    /// filters again); none that it asks for may be missing.
    /// </summary>
    /// <param name="query">Which jobs.</param>
    /// <param name="continuationToken">The token of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for jobs or children to be stopped, in whatever state they are; a job that has ended is left alone and is no error.
    /// Returns when the requests are accepted; the jobs may still run for a moment, or end by themselves.
    /// Returns one item per reference, in the same order: null, or what went wrong.
    /// </summary>
    /// <param name="references">The jobs.</param>
    /// <param name="reason">Why, for the job's history; at most 1,024 characters.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a part of a log. A job that has written nothing yet, or has not begun, gives an empty page; a log that is gone for good is
    /// <see cref="BatchErrorCode.NotFound"/> with the reason.
    /// </summary>
    Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken);

    /// <summary>Finds an optional interface, or something native such as credentials or a pipeline; null when there is none.</summary>
    object? GetService(Type serviceType);
}
