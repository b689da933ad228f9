using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.Held;

/// <summary>
/// Jobs that a client holds: durable in the catalogue before their submit returns, started by whichever client supervises.
/// </summary>
internal sealed class HeldJobs
{
    private readonly ClientServices _services;

    public HeldJobs(ClientServices services) => _services = services;

    /// <summary>
    /// Takes out of a resolved spec what the provider cannot do but a client can while it runs: features that are
    /// <see cref="SupportLevel.EmulatedWhileClientRuns"/>, and dependencies on jobs that are held themselves.
    /// </summary>
    public ValueTask<HoldPlan> PlanHoldAsync(JobSpec spec, BatchCapabilities capabilities, PlanMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new HoldPlan { Spec = spec });
    }

    /// <summary>
    /// Makes the held job of a plan durable and returns it as Blocked. The same submission id again returns the job that is there.
    /// The job's reference finds it through <see cref="FindAsync"/> for as long as the record is kept.
    /// </summary>
    public Task<Job> CreateAsync(JobPlan plan, CancellationToken cancellationToken) =>
        throw new BatchException(BatchErrorCode.Unsupported, "This client holds no jobs.") { Provider = _services.Provider.Name };

    /// <summary>
    /// The job of a reference that was given out by <see cref="CreateAsync"/>: as Blocked while it is held, as its real job once it was
    /// started (under the held reference). Null when no record is known by it.
    /// </summary>
    public Task<Job?> FindAsync(JobReference reference, CancellationToken cancellationToken) => Task.FromResult<Job?>(null);

    /// <summary>The service's own job that a held one became, child index kept; null while it is held and when no record is known by the reference.</summary>
    public Task<JobReference?> LocateAsync(JobReference reference, CancellationToken cancellationToken) => Task.FromResult<JobReference?>(null);

    /// <summary>The held job of a submission, for a submit that is repeated; null when there is none.</summary>
    public Task<Job?> FindSubmissionAsync(SubmissionId submissionId, CancellationToken cancellationToken) => Task.FromResult<Job?>(null);

    /// <summary>The jobs that are held at this moment and not yet known to the service, as Blocked.</summary>
    public async IAsyncEnumerable<Job> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        yield break;
    }

    /// <summary>Stops a held job: cancelled while it waits, its real job stopped once it was started. False when no record is known by the reference.</summary>
    public Task<bool> StopAsync(JobReference reference, string reason, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Runs held jobs under leases until none is left, or for ever.</summary>
    public Task SuperviseAsync(SuperviseOptions options, CancellationToken cancellationToken) => Task.CompletedTask;
}
