using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Telemetry;

namespace MultiBatch.Waiting;

/// <summary>
/// One wait: takes the poller's news and hands it to its caller, on the caller's own path, so that a slow or failing listener troubles
/// nobody else.
/// </summary>
internal sealed class WaitSession(ClientServices services, WaitOptions options) : IJobWatcher
{
    private readonly Channel<News> _news = Channel.CreateUnbounded<News>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<JobReference, JobReference> _open = [];
    private readonly ILogger _logger = services.CreateLogger("MultiBatch.Waiting");
    private readonly Dictionary<string, JobReference> _supervised = new(StringComparer.Ordinal);
    private HeldSupervision? _supervision;
    private Task _supervising = Task.CompletedTask;
    private ChildReporter? _children;

    void IJobWatcher.Seen(JobReference watched, Job job) => _news.Writer.TryWrite(new News(watched, job, null));

    void IJobWatcher.Lost(JobReference watched, Job? last, BatchException error) => _news.Writer.TryWrite(new News(watched, last, error));

    void IJobWatcher.Closed() => _news.Writer.TryComplete(new ObjectDisposedException(nameof(BatchClient)));

    public async IAsyncEnumerable<WaitOutcome> RunAsync(IEnumerable<JobReference> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var reference in references)
        {
            _open.TryAdd(services.Jobs.Check(reference), reference);
        }

        var jobs = _open.Count;
        ClientMeter.WatchedJobs.Add(jobs, ClientMeter.Outcome(services.Provider.Name, "open"));
        _children = options is { IncludeChildren: true, Progress: { } progress } ? new ChildReporter(services, progress) : null;
        using var stop = new CancellationTokenSource();
        using var deadline = new Deadline(options.Timeout ?? Timeout.InfiniteTimeSpan, services.Clock, cancellationToken);
        services.Poller.Watch(_open.Keys.ToList(), this);
        try
        {
            while (_open.Count > 0)
            {
                if (await NextAsync(deadline, cancellationToken).ConfigureAwait(false) is not { } news)
                {
                    foreach (var pair in _open)
                    {
                        yield return TimedOut(pair.Value);
                    }

                    yield break;
                }

                if (!_open.TryGetValue(news.Watched, out var given))
                {
                    continue;
                }

                if (news.Error is null)
                {
                    await TellAsync(news.Job!, cancellationToken).ConfigureAwait(false);
                    Supervise(news.Watched, news.Job!, stop.Token);
                }

                if (news.Error is not null || news.Job!.State.IsTerminal())
                {
                    _open.Remove(news.Watched);
                    yield return new WaitOutcome { Reference = given, Job = news.Job, Error = news.Error };
                }
            }
        }
        finally
        {
            services.Poller.Unwatch(_open.Keys, this);
            ClientMeter.WatchedJobs.Add(-jobs, ClientMeter.Outcome(services.Provider.Name, "open"));
            await stop.CancelAsync().ConfigureAwait(false);
            await Settled.AllAsync([_supervising]).ConfigureAwait(false);
        }
    }

    /// <summary>What is new; null when the time is up.</summary>
    private async Task<News?> NextAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await _news.Reader.ReadAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException closed) when (closed.InnerException is ObjectDisposedException disposed)
        {
            throw new ObjectDisposedException("The client was disposed during the wait.", disposed);
        }
    }

    private async Task TellAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await (_children?.ReportAsync(job, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            // The wait is for the job; its children are told of with the next change.
            ClientLog.LookFailed(_logger, 1, error.Code, error.Message);
        }

        options.Progress?.Report(job);
    }

    private WaitOutcome TimedOut(JobReference reference) => new()
    {
        Reference = reference,
        Error = new BatchException(
            BatchErrorCode.Timeout, $"{reference} had not ended after {DurationText.Format(options.Timeout!.Value)}; it goes on. Wait again to see its end.")
        {
            Resource = reference.ToString(), Provider = services.Provider.Name, IsTransient = true,
        },
    };

    /// <summary>A client that waits is a client that runs: it supervises the held jobs it waits for, all of them in one.</summary>
    private void Supervise(JobReference watched, Job job, CancellationToken cancellationToken)
    {
        if (!job.IsHeld || job.State.IsTerminal() || !HeldId.TryParse(watched, out var id))
        {
            return;
        }

        lock (_supervised)
        {
            if (_supervised.ContainsKey(id.ToString()))
            {
                return;
            }

            _supervised.Add(id.ToString(), watched);
        }

        if (_supervision is null)
        {
            _supervision = services.Held.Supervision(GiveUp);
            _supervising = Task.Run(() => SuperviseAsync(_supervision, cancellationToken), CancellationToken.None);
        }

        _supervision.Add(id.ToString());
    }

    /// <summary>Nobody here would ever start the job: the wait for it ends with the reason.</summary>
    private void GiveUp(string id, BatchException error)
    {
        JobReference watched;
        lock (_supervised)
        {
            watched = _supervised[id];
        }

        ClientLog.SupervisionFailed(_logger, watched, error.Code, error.Message);
        _news.Writer.TryWrite(new News(watched, null, error));
    }

    private async Task SuperviseAsync(HeldSupervision supervision, CancellationToken cancellationToken)
    {
        try
        {
            await supervision.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            List<string> ids;
            lock (_supervised)
            {
                ids = [.. _supervised.Keys];
            }

            ids.ForEach(id => GiveUp(id, error));
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
        {
            // The wait is over, or the client was disposed; the jobs stay held.
        }
    }

    private sealed record News(JobReference Watched, Job? Job, BatchException? Error);
}
