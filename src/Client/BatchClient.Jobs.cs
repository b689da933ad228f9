using System.Runtime.CompilerServices;
using MultiBatch.Diagnosing;
using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Reading;
using MultiBatch.Resilience;
using MultiBatch.Stopping;
using MultiBatch.Telemetry;
using MultiBatch.Waiting;

namespace MultiBatch;

/// <content>Get, list, wait, stop, logs, diagnosis.</content>
public sealed partial class BatchClient
{
    /// <summary>Describes a job.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public Task<Job> GetJobAsync(JobReference reference, CancellationToken cancellationToken = default) =>
        _services.Jobs.GetAsync(reference, cancellationToken);

    /// <summary>Describes a job; null when there is none.</summary>
    public Task<Job?> FindJobAsync(JobReference reference, CancellationToken cancellationToken = default) =>
        _services.Jobs.FindAsync(reference, cancellationToken);

    /// <summary>Describes jobs in as few calls as there can be, in the order given; those that do not exist are skipped.</summary>
    public async IAsyncEnumerable<Job> GetJobsAsync(
        IEnumerable<JobReference> references, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in FindJobsAsync(references, cancellationToken).ConfigureAwait(false))
        {
            if (job is not null)
            {
                yield return job;
            }
        }
    }

    /// <summary>Describes jobs in as few calls as there can be: one item per reference, in the order given, null for one that does not exist.</summary>
    public IAsyncEnumerable<Job?> FindJobsAsync(IEnumerable<JobReference> references, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(references);
        return _services.Jobs.FindManyAsync(references, cancellationToken);
    }

    /// <summary>
    /// Lists jobs, newest first, reading pages only as they are needed. Held jobs come first. Where a service has no submit tokens, and the list shows two
    /// jobs of one submit, the later one is stopped.
    /// </summary>
    /// <param name="query">Which jobs. Default: all of the connection.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<Job> ListJobsAsync(JobQuery? query = null, CancellationToken cancellationToken = default) =>
        _services.Jobs.ListAsync(query ?? new JobQuery(), cancellationToken);

    /// <summary>Lists jobs page by page; a page's token goes on from there, also later and elsewhere.</summary>
    /// <param name="query">Which jobs. Default: all of the connection.</param>
    /// <param name="continuationToken">The token of the page before. Default: from the first page.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<Page<Job>> ListJobPagesAsync(
        JobQuery? query = null, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        _services.Jobs.ListPagesAsync(query ?? new JobQuery(), continuationToken, cancellationToken);

    /// <summary>Lists the children of an array, by index.</summary>
    /// <param name="parent">The array.</param>
    /// <param name="query">Which children. Default: all.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such job.</exception>
    public IAsyncEnumerable<Job> ListChildrenAsync(JobReference parent, JobQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return _services.Jobs.ListAsync((query ?? new JobQuery()) with { ChildrenOf = parent.Parent }, cancellationToken);
    }

    /// <summary>Waits until a job has ended, however it ended. A held job is supervised meanwhile.</summary>
    /// <param name="reference">The job.</param>
    /// <param name="options">How to wait. Default: as <see cref="WaitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>The job as it ended.</returns>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Timeout"/> when it had not ended in the time given, the job goes on;
    /// <see cref="BatchErrorCode.NotFound"/> when there is no such job.</exception>
    public async Task<Job> WaitAsync(JobReference reference, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Job? ended = null;
        await foreach (var outcome in WaitOutcomesAsync([reference], options, cancellationToken).ConfigureAwait(false))
        {
            ended = outcome.Error is null ? outcome.Job : throw outcome.Error;
        }

        return ended!;
    }

    /// <summary>Waits until jobs have ended and gives each once, as it ends.</summary>
    /// <param name="references">The jobs.</param>
    /// <param name="options">How to wait. Default: as <see cref="WaitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait; the jobs go on.</param>
    /// <exception cref="BatchException">Once every other job has been given out: <see cref="BatchErrorCode.Timeout"/>,
    /// <see cref="BatchErrorCode.NotFound"/> or what else kept a job from being watched to its end. Use <see cref="WaitOutcomesAsync"/> to have
    /// the error of each job.</exception>
    public async IAsyncEnumerable<Job> WaitManyAsync(
        IEnumerable<JobReference> references, WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var errors = new List<BatchException>();
        await foreach (var outcome in WaitOutcomesAsync(references, options, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Error is null)
            {
                yield return outcome.Job!;
            }
            else
            {
                errors.Add(outcome.Error);
            }
        }

        if (errors.Count > 0)
        {
            throw CallErrors.OfMany(errors, "The ends of");
        }
    }

    /// <summary>Waits until jobs have ended and gives the outcome of each once: the ended job, or why its end was not seen.</summary>
    /// <param name="references">The jobs; one that is there twice is given out once.</param>
    /// <param name="options">How to wait. Default: as <see cref="WaitOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the wait; the jobs go on.</param>
    public async IAsyncEnumerable<WaitOutcome> WaitOutcomesAsync(
        IEnumerable<JobReference> references, WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(references);
        using var activity = ClientActivities.Start("multibatch.wait", _services);
        await foreach (var outcome in new WaitSession(_services, options ?? new WaitOptions()).RunAsync(references, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    /// <summary>Asks for a job to be stopped. Returns when the request is accepted: the job may run on for a moment, or end by itself. A job that has ended is left alone.</summary>
    /// <param name="reference">The job, an array or one child.</param>
    /// <param name="reason">Why, for the job's history; at most 1,024 characters. Default: that it was stopped through this client.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such job, or the provider's error.</exception>
    public async Task StopAsync(JobReference reference, string? reason = null, CancellationToken cancellationToken = default)
    {
        using var activity = ClientActivities.Start("multibatch.stop", _services);
        if (await _services.Stopper.StopAsync(reference, reason, cancellationToken).ConfigureAwait(false) is { } error)
        {
            ClientActivities.SetError(activity, error);
            throw error;
        }
    }

    /// <summary>Asks for jobs to be stopped and gives the outcome of each request as it is known.</summary>
    /// <param name="references">The jobs, arrays and children.</param>
    /// <param name="reason">Why, for the jobs' history; at most 1,024 characters. Default: that it was stopped through this client.</param>
    /// <param name="cancellationToken">Ends the requests that have not been sent.</param>
    public IAsyncEnumerable<StopOutcome> StopManyAsync(
        IEnumerable<JobReference> references, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(references);
        return _services.Stopper.StopManyAsync(references, reason, cancellationToken);
    }

    /// <summary>
    /// Reads the output of a job, line by line; of an array, the output of its children, by index. Lines are whole, but for a last one
    /// that the task has not ended.
    /// </summary>
    /// <param name="reference">The job, a child (<c>#7</c>) or one attempt (<c>@2</c>).</param>
    /// <param name="options">Which part, and whether to follow. Default: as <see cref="LogOptions"/> say.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such job or its log is gone;
    /// <see cref="BatchErrorCode.Unsupported"/> when the provider has no such log.</exception>
    public IAsyncEnumerable<LogEntry> ReadLogAsync(JobReference reference, LogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new LogReader(_services).ReadAsync(reference, options ?? new LogOptions(), cancellationToken);
    }

    /// <summary>Says why a job does not start, or did not succeed. Only reads.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such job.</exception>
    public Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken = default) =>
        new JobDiagnoser(_services).DiagnoseAsync(reference, cancellationToken);
}
