using System.Runtime.CompilerServices;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Resilience;
using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>
/// Submits many specs: in batches as large as the provider takes, a bounded number of calls at a time, each spec after those of the call
/// that it waits for. Gives outcomes as they are known.
/// </summary>
internal sealed class SubmitRun(ClientServices services, SubmitOptions options)
{
    // Submits that wait for a settle time need no call meanwhile: so many may be under way that waiting costs no throughput.
    private const int MostUnderWay = 1024;

    private readonly Queue<SubmitItem> _ready = new();
    private readonly Queue<SubmitItem> _given = new();
    private readonly List<Task<IReadOnlyList<SubmitItem>>> _running = [];
    private DependencyGraph? _graph;
    private SubmitItem?[] _items = [];
    private int[] _waitsFor = [];

    /// <summary>Submits specs that may name each other.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when the names do not fit together.</exception>
    public IAsyncEnumerable<SubmitOutcome> RunAsync(IReadOnlyList<JobSpec> specs, CancellationToken cancellationToken)
    {
        if (specs.Contains(null!))
        {
            throw new ArgumentException("A spec is null.", nameof(specs));
        }

        _graph = DependencyGraph.Of(specs);
        _items = new SubmitItem?[specs.Count];
        _waitsFor = Enumerable.Range(0, specs.Count).Select(_graph.WaitsFor).ToArray();
        for (var ordinal = 0; ordinal < specs.Count; ordinal++)
        {
            _items[ordinal] = NewItem(specs[ordinal], ordinal);
            if (_waitsFor[ordinal] == 0)
            {
                _ready.Enqueue(_items[ordinal]!);
            }
        }

        return RunAsync((IAsyncEnumerator<JobSpec>?)null, cancellationToken);
    }

    /// <summary>Submits specs as they come.</summary>
    public async IAsyncEnumerable<SubmitOutcome> RunAsync(IAsyncEnumerable<JobSpec> specs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = specs.GetAsyncEnumerator(cancellationToken);
        await using (source.ConfigureAwait(false))
        {
            await foreach (var outcome in RunAsync(source, cancellationToken).ConfigureAwait(false))
            {
                yield return outcome;
            }
        }
    }

    /// <summary>The id of a spec: new, or the same each time when the caller gave one for the whole call.</summary>
    public static SubmissionId IdOf(SubmitOptions options, int ordinal, TimeProvider clock) =>
        options.SubmissionId is { } given
            ? SubmissionId.FromText(FormattableString.Invariant($"{given}/{ordinal}"))
            : SubmissionId.New(clock.GetUtcNow());

    private SubmitItem NewItem(JobSpec spec, int ordinal) => new()
    {
        Ordinal = ordinal,
        Spec = spec ?? throw new ArgumentException($"Spec {ordinal} is null.", nameof(spec)),
        Id = IdOf(options, ordinal, services.Clock),
        MayExist = options.SubmissionId is not null,
        AllowHeld = options.AllowHeld,
    };

    private async IAsyncEnumerable<SubmitOutcome> RunAsync(IAsyncEnumerator<JobSpec>? source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new CallSlots(services.Options.MaxConcurrentCalls);
        var session = await PlanSession.BeginAsync(services, PlanMode.Connected, cancellationToken).ConfigureAwait(false);
        var submitter = new Submitter(services, slots);
        var size = Math.Max(1, session.Capabilities.Rates.SubmitBatchSize);
        var most = Math.Max(services.Options.MaxConcurrentCalls * 2, MostUnderWay / size);
        var ordinal = 0;
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                while (_running.Count < most && !cancellationToken.IsCancellationRequested)
                {
                    // A batch is filled from what is there at once; a slow source does not hold back what it gave already.
                    while (source is not null && _ready.Count < size && (next ??= source.MoveNextAsync().AsTask()).IsCompleted)
                    {
                        if (await next.ConfigureAwait(false))
                        {
                            _ready.Enqueue(NewItem(source.Current, ordinal++));
                        }
                        else
                        {
                            source = null;
                        }

                        next = null;
                    }

                    if (_ready.Count == 0)
                    {
                        break;
                    }

                    var batch = Take(size);
                    _running.Add(Task.Run(() => SubmitAsync(submitter, batch, session, stop.Token), CancellationToken.None));
                }

                if (_running.Count > 0 || (next is not null && !cancellationToken.IsCancellationRequested))
                {
                    await Task.WhenAny(next is null || cancellationToken.IsCancellationRequested ? _running : _running.Append<Task>(next)).ConfigureAwait(false);
                }
                else
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield break;
                }

                await CollectAsync().ConfigureAwait(false);
                while (_given.Count > 0)
                {
                    yield return _given.Dequeue().Outcome!;
                }
            }
        }
        finally
        {
            // Whoever stops reading leaves nothing behind unsettled.
            await stop.CancelAsync().ConfigureAwait(false);
            await Settled.AllAsync(next is null ? _running : _running.Append<Task>(next)).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<SubmitItem>> SubmitAsync(
        Submitter submitter, IReadOnlyList<SubmitItem> batch, PlanSession session, CancellationToken cancellationToken)
    {
        await submitter.SubmitAsync(batch, session, cancellationToken).ConfigureAwait(false);
        return batch;
    }

    private List<SubmitItem> Take(int size)
    {
        var batch = new List<SubmitItem>(Math.Min(size, _ready.Count));
        while (batch.Count < size && _ready.Count > 0)
        {
            batch.Add(_ready.Dequeue());
        }

        return batch;
    }

    /// <summary>Takes what has ended, and lets what waited for it go on or fail with it.</summary>
    private async Task CollectAsync()
    {
        for (var index = _running.Count - 1; index >= 0; index--)
        {
            if (_running[index].IsCompleted)
            {
                var done = _running[index];
                _running.RemoveAt(index);
                foreach (var item in await done.ConfigureAwait(false))
                {
                    if (item.Outcome is not null)
                    {
                        Give(item);
                    }
                }
            }
        }
    }

    private void Give(SubmitItem first)
    {
        // A loop, as chains may be longer than the stack is deep.
        var ended = new Queue<SubmitItem>();
        ended.Enqueue(first);
        while (ended.Count > 0)
        {
            var item = ended.Dequeue();
            _given.Enqueue(item);
            foreach (var ordinal in _graph?.DependentsOf(item.Ordinal) ?? [])
            {
                var dependent = _items[ordinal]!;
                if (dependent.Outcome is not null)
                {
                    continue;
                }

                if (item.Outcome!.Error is { } error)
                {
                    // The root of it all, not a chain of chains.
                    dependent.Cause = item.Cause ?? error;
                    dependent.Fail(Unsent(item, dependent.Cause));
                    ended.Enqueue(dependent);
                }
                else if (--_waitsFor[ordinal] == 0)
                {
                    dependent.Linked = _graph!.Resolve(ordinal, target => _items[target]!.Outcome!.Job!.Reference);
                    _ready.Enqueue(dependent);
                }
            }
        }
    }

    private BatchException Unsent(SubmitItem predecessor, BatchException error) => new(
        error.Code, $"Not submitted, as it waits for {predecessor.Spec.Name ?? predecessor.Id.ToString()}, which was not: {error.Message}", error)
    {
        Provider = services.Provider.Name, Resource = SpecPointers.DependsOn,
    };
}
