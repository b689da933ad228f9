using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Telemetry;
using MultiBatch.Waiting;

namespace MultiBatch.Held;

/// <summary>
/// One supervision: watches what held jobs wait for through the client's poller, and takes each a step further when its turn has come.
/// Watching needs no lease and may be done by many; a step begins with a claim that only one of them can write.
/// </summary>
internal sealed partial class HeldSupervision
{
    private const int LoadDegree = 16;
    private static readonly TimeSpan ListEvery = TimeSpan.FromSeconds(3);

    private readonly ClientServices _services;
    private readonly HeldStore _store;
    private readonly HeldReader _reader;
    private readonly HeldStepper _stepper;
    private readonly DependencyJudge _judge;
    private readonly EndWatch _ends;
    private readonly SleepingJobs _asleep;
    private readonly ILogger _logger;
    private readonly Action<string, BatchException> _onFailed;
    private readonly IProgress<Job>? _progress;
    private readonly bool _takesAll;
    private readonly bool _isForever;

    private readonly AsyncSignal _signal = new();
    private readonly ConcurrentQueue<(string Id, bool IsNamed)> _added = new();
    private readonly ConcurrentQueue<IReadOnlyList<HeldStep>> _steps = new();
    private readonly Dictionary<string, SupervisedJob> _jobs = new(StringComparer.Ordinal);
    private readonly Queue<SupervisedJob> _due = new();
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<Task> _running = [];

    /// <param name="services">The client's services.</param>
    /// <param name="store">The records.</param>
    /// <param name="reader">Shows them.</param>
    /// <param name="options">Which jobs, and how long. With jobs named, only these and those that are added.</param>
    /// <param name="onFailed">Told of a job that this client can do nothing for, by its submission id.</param>
    public HeldSupervision(
        ClientServices services, HeldStore store, HeldReader reader, SuperviseOptions options, Action<string, BatchException> onFailed)
    {
        _services = services;
        _store = store;
        _reader = reader;
        _judge = new DependencyJudge(services);
        _ends = new EndWatch(services.Poller, _signal.Set);
        _asleep = new SleepingJobs(services.Clock);
        _stepper = new HeldStepper(services, store, reader, _judge);
        _logger = services.CreateLogger("MultiBatch.Held");
        _onFailed = onFailed;
        _progress = options.Progress;
        _takesAll = options.Jobs is null;
        _isForever = options.Forever;
    }

    /// <summary>Takes a job into the supervision. Thread-safe.</summary>
    public void Add(string id)
    {
        _added.Enqueue((id, true));
        _signal.Set();
    }

    /// <summary>Supervises until no job is left, for ever, or until cancelled; then what is under way is settled, and leases are given back.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var listed = DateTimeOffset.MinValue;
        await _stepper.PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(_ends.IsClosed, this);
                var now = _services.Clock.GetUtcNow();
                await TakeAddedAsync(cancellationToken).ConfigureAwait(false);
                if (now - listed >= ListEvery)
                {
                    listed = now;
                    await ListAsync(cancellationToken).ConfigureAwait(false);
                }

                await TakeStepsAsync(cancellationToken).ConfigureAwait(false);
                TakeNews();
                await ReadAsync(_asleep.Wake(), isNamed: false, cancellationToken).ConfigureAwait(false);
                _ends.Begin();
                Begin(cancellationToken);
                if (!_isForever && _jobs.Count == 0 && _added.IsEmpty)
                {
                    return;
                }

                var wake = Earlier(listed + ListEvery, _asleep.NextWake ?? DateTimeOffset.MaxValue);
                await _signal.WaitAsync(wake > now ? wake - now : TimeSpan.Zero, _services.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _ends.End();
            await Settled.AllAsync(_running).ConfigureAwait(false);
            foreach (var job in _jobs.Values.Where(job => job.IsKept))
            {
                _store.Unwatch(job.Id);
            }
        }
    }

    /// <summary>Puts a job where it belongs: away, to sleep, to wait for others, or in line for a step.</summary>
    private async Task PrepareAsync(SupervisedJob job, CancellationToken cancellationToken)
    {
        Forget(job);
        var record = job.Entry!.Record;
        if (record.IsOver)
        {
            await FinishAsync(job, cancellationToken).ConfigureAwait(false);
        }
        else if (record.IsLeasedToAnother(_stepper.Owner, _services.Clock.GetUtcNow()))
        {
            // Gone by itself soon, or once its holder has died.
            _asleep.Sleep(job, Earlier(record.Lease!.Until, _services.Clock.GetUtcNow() + ListEvery));
        }
        else if (record.IsWaiting)
        {
            foreach (var dependency in record.Spec.DependsOn ?? [])
            {
                var reference = _judge.WatchedFor(dependency);
                _ends.Add(job, reference);
                if (HeldId.TryParse(reference, out var before) && !_jobs.ContainsKey(before.ToString()))
                {
                    // What it waits for is held too: nobody else may be there to start that.
                    _added.Enqueue((before.ToString(), false));
                }
            }

            if (job.Open.Count > 0)
            {
                _store.Watch(job.Entry);
                job.IsKept = true;
            }
            else
            {
                MakeDue(job);
            }
        }
        else if (record.IsStarting)
        {
            MakeDue(job);
        }
        else
        {
            _ends.Add(job, record.Last!.Job!);
        }
    }

    private async Task FinishAsync(SupervisedJob job, CancellationToken cancellationToken)
    {
        var entry = job.Entry!;
        if (entry.ETag is not null)
        {
            // Somebody wrote that it is over and got no further.
            await _store.MoveAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        Remove(job);
        _services.Poller.Hurry(_reader.Views.ReferenceOf(entry.Record, null));
        await TellAsync(entry.Record, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(HeldRecord record, CancellationToken cancellationToken)
    {
        if (_progress is null)
        {
            return;
        }

        try
        {
            if (await _reader.ShowAsync(record, cancellationToken).ConfigureAwait(false) is { } view)
            {
                _progress.Report(_services.Jobs.Observe(view));
            }
        }
        catch (BatchException error)
        {
            ClientLog.HeldLookFailed(_logger, error.Code, error.Message);
        }
    }

    private async Task TakeStepsAsync(CancellationToken cancellationToken)
    {
        foreach (var ended in _running.FindAll(task => task.IsCompleted))
        {
            _running.Remove(ended);
            await ended.ConfigureAwait(false);
        }

        var unclear = new List<SupervisedJob>();
        while (_steps.TryDequeue(out var steps))
        {
            foreach (var step in steps)
            {
                if (!_jobs.TryGetValue(step.Id, out var job))
                {
                    continue;
                }

                job.IsBusy = false;
                if (step.IsLater)
                {
                    _asleep.Delay(job);
                }
                else if (step.Error is not null)
                {
                    Remove(job);
                    _onFailed(step.Id, step.Error);
                }
                else if (step.Entry is null)
                {
                    unclear.Add(job);
                }
                else
                {
                    job.Failures = 0;
                    job.Entry = step.Entry;
                    if (!step.Entry.Record.IsOver)
                    {
                        _services.Poller.Hurry(_reader.Views.ReferenceOf(step.Entry.Record, null));
                        await TellAsync(step.Entry.Record, cancellationToken).ConfigureAwait(false);
                    }

                    await PrepareAsync(job, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await ReadAsync(unclear, isNamed: false, cancellationToken).ConfigureAwait(false);
    }

    private void TakeNews()
    {
        while (_ends.Take() is var (ended, end, error, waiting))
        {
            foreach (var job in waiting)
            {
                if (error is null || error.Code == BatchErrorCode.NotFound)
                {
                    job.Ends[ended] = error is null ? end : null;
                    if (job.Open.Count == 0 || IsRuledOut(job, ended))
                    {
                        MakeDue(job);
                    }
                }
                else if (HeldStarter.IsOfCaller(error))
                {
                    Remove(job);
                    _onFailed(job.Id, error);
                }
                else
                {
                    _asleep.Delay(job);
                }
            }
        }
    }

    private bool IsRuledOut(SupervisedJob job, JobReference ended) =>
        job.Entry!.Record is { IsWaiting: true } record
        && record.Spec.DependsOn!.Any(dependency => _judge.WatchedFor(dependency) == ended && DependencyJudge.RuledOutBy(dependency, job.Ends[ended]) is not null);

    /// <summary>Begins steps, as many calls at a time as the client may make, each as full as the provider allows.</summary>
    private void Begin(CancellationToken cancellationToken)
    {
        while (_due.Count > 0 && _running.Count < _services.Options.MaxConcurrentCalls)
        {
            var batch = new List<HeldTurn>();
            while (_due.Count > 0 && batch.Count < _stepper.BatchSize)
            {
                var job = _due.Dequeue();
                if (job.IsDue && _jobs.ContainsKey(job.Id))
                {
                    job.IsDue = false;
                    job.IsBusy = true;
                    batch.Add(new HeldTurn(job.Entry!, new Dictionary<JobReference, Job?>(job.Ends)));
                }
            }

            if (batch.Count > 0)
            {
                _running.Add(Task.Run(() => StepAsync(batch, cancellationToken), CancellationToken.None));
            }
        }
    }

    private async Task StepAsync(List<HeldTurn> batch, CancellationToken cancellationToken)
    {
        var steps = await _stepper.StepAsync(batch, cancellationToken).ConfigureAwait(false);
        _steps.Enqueue(steps);
        _signal.Set();
    }

    private void MakeDue(SupervisedJob job)
    {
        if (!job.IsDue && !job.IsBusy)
        {
            job.IsDue = true;
            _due.Enqueue(job);
        }
    }

    /// <summary>Ends whatever was watched for a job.</summary>
    private void Forget(SupervisedJob job)
    {
        _ends.Remove(job);
        _asleep.Remove(job);
        job.Ends.Clear();
        job.IsDue = false;
        if (job.IsKept)
        {
            _store.Unwatch(job.Id);
            job.IsKept = false;
        }
    }

    private void Remove(SupervisedJob job)
    {
        Forget(job);
        _jobs.Remove(job.Id);
    }

    private JobReference ReferenceOf(string id) => new(_services.Provider.Name, HeldId.Of(id)) { Connection = _services.Options.ConnectionName };

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
