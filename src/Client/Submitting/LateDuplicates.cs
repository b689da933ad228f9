using System.Collections.Concurrent;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Telemetry;

namespace MultiBatch.Submitting;

/// <summary>
/// Second jobs of one submit that turn up after the submit was over. A service without submit tokens may show a job later than it says; the submit
/// was sent again by then. Whoever looks at such a job, waits for it or lists jobs, settles it: the job that counts goes on, the others are stopped,
/// and their references lead to it from then on. Thread-safe.
/// </summary>
internal sealed class LateDuplicates : IDisposable
{
    private const int Most = 10_000;

    private readonly ClientServices _services;
    private readonly CallSlots _slots;
    private readonly Settler _settler;
    private readonly ConcurrentDictionary<string, ExpectedDuplicate> _expected = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JobReference> _survivors = new(StringComparer.Ordinal);

    public LateDuplicates(ClientServices services)
    {
        _services = services;
        _slots = new CallSlots(services.Options.MaxConcurrentCalls);
        _settler = new Settler(services, _slots);
    }

    /// <summary>Notes that a second job of a submit may turn up: it is looked for whenever somebody looks at its job, ever more seldom.</summary>
    public void Expect(SubmissionKey key, JobReference job, TimeSpan settleTime)
    {
        if (_expected.Count >= Most)
        {
            _expected.Clear();
        }

        _expected[job.Id] = new ExpectedDuplicate(key, _services.Clock.GetTimestamp(), settleTime);
    }

    /// <summary>The job a reference is of: for one that was stopped as a duplicate, the job that goes on.</summary>
    public JobReference Resolve(JobReference reference)
    {
        while (!_survivors.IsEmpty && _survivors.TryGetValue(reference.Id, out var survivor))
        {
            reference = survivor with { Index = reference.Index, Attempt = reference.Attempt };
        }

        return reference;
    }

    /// <summary>Looks for duplicates of jobs that somebody looks at, where it is time to. Returns the references of the jobs that go on.</summary>
    public async Task<IReadOnlyList<JobReference>> SettleAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        references = ResolveAll(references);
        if (_expected.IsEmpty)
        {
            return references;
        }

        var due = new List<KeyValuePair<string, ExpectedDuplicate>>();
        foreach (var id in references.Select(reference => reference.Id).Distinct(StringComparer.Ordinal))
        {
            if (_expected.TryGetValue(id, out var expected) && expected.TryBegin(_services.Clock))
            {
                due.Add(new(id, expected));
            }
        }

        await InParallel.SelectAsync(due, _services.Options.MaxConcurrentCalls, LookAsync, cancellationToken).ConfigureAwait(false);
        return due.Count == 0 ? references : ResolveAll(references);
    }

    /// <summary>What takes the jobs of a list; null where one submit is exactly one job and there is nothing to find.</summary>
    public async ValueTask<ListedSubmissions?> BeginListAsync(CancellationToken cancellationToken) =>
        (await _services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.SettleTime > TimeSpan.Zero ? new ListedSubmissions() : null;

    /// <summary>Settles the submissions of which a list has shown two jobs.</summary>
    public async Task SettleAsync(ListedSubmissions listed, CancellationToken cancellationToken) =>
        await InParallel.SelectAsync(listed.TakeDoubled(), _services.Options.MaxConcurrentCalls, LookAsync, cancellationToken).ConfigureAwait(false);

    public void Dispose() => _slots.Dispose();

    private IReadOnlyList<JobReference> ResolveAll(IReadOnlyList<JobReference> references) =>
        _survivors.IsEmpty ? references : [.. references.Select(Resolve)];

    private async Task<bool> LookAsync(KeyValuePair<string, ExpectedDuplicate> pair, CancellationToken cancellationToken)
    {
        var (id, expected) = pair;
        var isLooked = false;
        try
        {
            isLooked = await LookAsync(expected.Key, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (expected.End(isLooked))
            {
                _expected.TryRemove(id, out _);
            }
            else if (_survivors.TryGetValue(id, out var survivor) && _expected.TryRemove(id, out _))
            {
                // There may be a third: it is looked for with the job that goes on.
                _expected[survivor.Id] = expected;
            }
        }

        return isLooked;
    }

    /// <summary>Looks a submission up and stops what it has beyond its job. False when that could not be done; the reading goes on all the same.</summary>
    private async Task<bool> LookAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var (lookup, error) = await _settler.LookOnceAsync(key, cancellationToken).ConfigureAwait(false);
        if (lookup is { Status: SubmissionStatus.Found, Job: { } job, Duplicates.Count: > 0 })
        {
            var survivor = _services.Jobs.OfConnection(job.Reference).Parent;
            var stopped = new List<Job>();
            error = await _settler.StopDuplicatesAsync(key.Id, survivor, lookup.Duplicates, stopped, cancellationToken).ConfigureAwait(false);
            if (_survivors.Count >= Most)
            {
                _survivors.Clear();
            }

            stopped.ForEach(duplicate => _survivors[duplicate.Reference.Id] = survivor);
        }

        if (error is not null)
        {
            ClientLog.LookFailed(_services.CreateLogger("MultiBatch.Submitting"), 1, error.Code, error.Message);
        }

        return error is null;
    }
}
