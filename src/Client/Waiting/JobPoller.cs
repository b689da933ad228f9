using Microsoft.Extensions.Logging;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Telemetry;

namespace MultiBatch.Waiting;

/// <summary>
/// The one poller of a client: looks at all the jobs anybody waits for, in calls as full as the provider allows, each job the more seldom
/// the longer nothing happens to it. Sleeps without a timer while there is nothing to watch. Thread-safe.
/// </summary>
internal sealed class JobPoller : IAsyncDisposable
{
    private static readonly ServiceRates Defaults = new();

    private readonly ClientServices _services;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly object _lock = new();
    private readonly Dictionary<JobReference, WatchedJob> _watched = [];
    private readonly AsyncSignal _news = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CallSlots _slots;
    private Task? _loop;
    private bool _isDisposed;

    public JobPoller(ClientServices services)
    {
        _services = services;
        _logger = services.CreateLogger("MultiBatch.Waiting");
        _start = services.Clock.GetTimestamp();
        _slots = new CallSlots(services.Options.MaxConcurrentCalls);
    }

    private TimeSpan Now => _services.Clock.GetElapsedTime(_start);

    /// <summary>Begins to watch jobs: each is looked at at once. What is known of one already is told at once.</summary>
    public void Watch(IReadOnlyCollection<JobReference> references, IJobWatcher watcher)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var now = Now;
            foreach (var reference in references)
            {
                if (!_watched.TryGetValue(reference, out var job))
                {
                    _watched.Add(reference, job = new WatchedJob(reference));
                }

                job.Due = now;
                job.Watchers.Add(watcher);
                if (job.Last is { } last)
                {
                    watcher.Seen(reference, last);
                }
            }

            _loop ??= Task.Run(RunAsync);
        }

        _news.Set();
    }

    /// <summary>Ends a watch; jobs that nobody else watches are looked at no more.</summary>
    public void Unwatch(IEnumerable<JobReference> references, IJobWatcher watcher)
    {
        lock (_lock)
        {
            foreach (var reference in references)
            {
                if (_watched.TryGetValue(reference, out var job) && job.Watchers.Remove(watcher) && job.Watchers.Count == 0)
                {
                    _watched.Remove(reference);
                }
            }
        }

        _news.Set();
    }

    /// <summary>Looks at a job at once, if it is watched: somebody knows that it has changed.</summary>
    public void Hurry(JobReference reference)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(reference, out var job))
            {
                return;
            }

            job.Due = Now;
        }

        _news.Set();
    }

    public async ValueTask DisposeAsync()
    {
        List<IJobWatcher> watchers;
        Task? loop;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            loop = _loop;
            watchers = _watched.Values.SelectMany(job => job.Watchers).Distinct().ToList();
            _watched.Clear();
        }

        watchers.ForEach(watcher => watcher.Closed());
        await _stop.CancelAsync().ConfigureAwait(false);
        if (loop is not null)
        {
            await loop.ConfigureAwait(false);
        }

        _slots.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true)
            {
                var rates = await GetRatesAsync().ConfigureAwait(false);
                var size = Math.Max(1, rates.GetBatchSize);
                TimeSpan pause;
                List<WatchedJob> due;
                lock (_lock)
                {
                    due = TakeDue(size, out pause);
                }

                calls.RemoveAll(call => call.IsCompleted);
                for (var from = 0; from < due.Count; from += size)
                {
                    calls.Add(LookAsync(due.GetRange(from, Math.Min(size, due.Count - from)), rates));
                }

                await _news.WaitAsync(pause, _services.Clock, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: those who waited were told.
        }
        finally
        {
            await Settled.AllAsync(calls).ConfigureAwait(false);
        }
    }

    private async ValueTask<ServiceRates> GetRatesAsync()
    {
        try
        {
            return (await _services.Calls.GetCapabilitiesAsync(_stop.Token).ConfigureAwait(false)).Rates;
        }
        catch (BatchException error)
        {
            // The looks will fail alike, and tell those who wait if it is for good.
            ClientLog.LookFailed(_logger, 0, error.Code, error.Message);
            return Defaults;
        }
    }

    /// <summary>The jobs to look at now. The last call is filled up with jobs that would be due soon: they cost nothing there.</summary>
    private List<WatchedJob> TakeDue(int size, out TimeSpan pause)
    {
        var now = Now;
        var due = new List<WatchedJob>();
        var soon = new List<WatchedJob>();
        pause = Timeout.InfiniteTimeSpan;
        foreach (var job in _watched.Values)
        {
            if (job.IsInFlight)
            {
                continue;
            }

            var left = job.Due - now;
            if (left <= TimeSpan.Zero)
            {
                due.Add(job);
            }
            else
            {
                pause = pause == Timeout.InfiniteTimeSpan || left < pause ? left : pause;
                if (left.Ticks <= job.Interval.Ticks / 2)
                {
                    soon.Add(job);
                }
            }
        }

        var free = due.Count % size == 0 ? 0 : size - (due.Count % size);
        if (free > 0 && soon.Count > 0)
        {
            soon.Sort(static (left, right) => left.Due.CompareTo(right.Due));
            due.AddRange(soon.Take(free));
        }

        due.ForEach(static job => job.IsInFlight = true);
        return due;
    }

    private async Task LookAsync(List<WatchedJob> jobs, ServiceRates rates)
    {
        try
        {
            IReadOnlyList<Job?> replies;
            using (await _slots.EnterAsync(_stop.Token).ConfigureAwait(false))
            {
                replies = await _services.Jobs.GetChunkAsync(jobs.ConvertAll(static job => job.Reference), _stop.Token).ConfigureAwait(false);
            }

            Take(jobs, replies, rates);
        }
        catch (BatchException error)
        {
            ClientLog.LookFailed(_logger, jobs.Count, error.Code, error.Message);
            if (!error.IsTransient && jobs.Count > 1 && error.Code is not (BatchErrorCode.Unauthenticated or BatchErrorCode.PermissionDenied))
            {
                // One odd reference must not end the wait for the others: halve until it is alone.
                var half = jobs.Count / 2;
                await Task.WhenAll(LookAsync(jobs.GetRange(0, half), rates), LookAsync(jobs.GetRange(half, jobs.Count - half), rates)).ConfigureAwait(false);
                return;
            }

            Fail(jobs, error, rates);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Passes through everywhere else; here it would be seen by nobody, and those who wait would wait for ever.
            Fail(jobs, new BatchException(BatchErrorCode.Provider, $"The jobs could not be looked at: {exception.Message}", exception), rates);
        }

        _news.Set();
    }

    private void Take(List<WatchedJob> jobs, IReadOnlyList<Job?> replies, ServiceRates rates)
    {
        // One jitter per call: jobs that are looked at together stay together.
        var jitter = Jitter();
        var patience = Longer(rates.SettleTime, rates.MinPollInterval + rates.MinPollInterval);
        lock (_lock)
        {
            var now = Now;
            for (var index = 0; index < jobs.Count; index++)
            {
                var (job, reply) = (jobs[index], replies[index]);
                job.IsInFlight = false;
                if (reply is not null)
                {
                    var isNews = job.Update(reply);
                    if (isNews)
                    {
                        job.Watchers.ForEach(watcher => watcher.Seen(job.Reference, reply));
                    }

                    if (job.Last!.State.IsTerminal())
                    {
                        Forget(job);
                        continue;
                    }

                    job.Schedule(now, isNews, rates.MinPollInterval, rates.MaxPollInterval, jitter);
                }
                else if (job.Miss(now) >= patience)
                {
                    Lose(job, CallErrors.JobNotFound(job.Reference, _services.Provider.Name));
                }
                else
                {
                    job.Schedule(now, isNews: true, rates.MinPollInterval, rates.MaxPollInterval, jitter);
                }
            }
        }
    }

    private void Fail(List<WatchedJob> jobs, BatchException error, ServiceRates rates)
    {
        var jitter = Jitter();
        lock (_lock)
        {
            foreach (var job in jobs)
            {
                job.IsInFlight = false;
                if (error.IsTransient)
                {
                    job.Schedule(Now, isNews: false, rates.MinPollInterval, rates.MaxPollInterval, jitter);
                }
                else
                {
                    Lose(job, error);
                }
            }
        }
    }

    private void Lose(WatchedJob job, BatchException error)
    {
        job.Watchers.ForEach(watcher => watcher.Lost(job.Reference, job.Last, error));
        Forget(job);
    }

    // A watch that began anew meanwhile has another object under the same reference.
    private void Forget(WatchedJob job)
    {
        if (_watched.TryGetValue(job.Reference, out var current) && ReferenceEquals(current, job))
        {
            _watched.Remove(job.Reference);
        }
    }

    private double Jitter() => 0.9 + (0.2 * _services.Options.Randomizer());

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
