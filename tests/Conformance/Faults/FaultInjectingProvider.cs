using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;

namespace MultiBatch.Conformance.Faults;

/// <summary>Stands between a client and any provider and makes calls go wrong on demand. Thread-safe.</summary>
public sealed class FaultInjectingProvider : IBatchProvider, IFaultHook
{
    private readonly IBatchProvider _inner;
    private readonly object _gate = new();
    private readonly Dictionary<ProviderOperation, Queue<FaultKind>> _faults = [];
    private readonly Dictionary<ProviderOperation, int> _calls = [];

    /// <summary>Creates one.</summary>
    /// <param name="inner">The provider; owned from now on.</param>
    public FaultInjectingProvider(IBatchProvider inner) => _inner = inner ?? throw new ArgumentNullException(nameof(inner));

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public void Fail(ProviderOperation operation, FaultKind kind, int times = 1)
    {
        lock (_gate)
        {
            if (!_faults.TryGetValue(operation, out var queue))
            {
                _faults[operation] = queue = new Queue<FaultKind>();
            }

            for (var time = 0; time < times; time++)
            {
                queue.Enqueue(kind);
            }
        }
    }

    /// <inheritdoc/>
    public int CountCalls(ProviderOperation operation)
    {
        lock (_gate)
        {
            return _calls.TryGetValue(operation, out var count) ? count : 0;
        }
    }

    /// <inheritdoc/>
    public ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) => _inner.GetCapabilitiesAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ProviderPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken) => _inner.PlanAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubmitResult>> SubmitAsync(IReadOnlyList<ProviderSubmission> submissions, CancellationToken cancellationToken) => CallAsync(
        ProviderOperation.Submit,
        () => _inner.SubmitAsync(submissions, cancellationToken),
        async fault =>
        {
            IReadOnlyList<ProviderSubmission> rest = [.. submissions.Skip(1)];
            var done = rest.Count == 0 ? [] : await _inner.SubmitAsync(rest, cancellationToken);
            return [SubmitResult.Failed(submissions[0].Key.Id, fault), .. done];
        });

    /// <inheritdoc/>
    public Task<SubmissionLookup> FindSubmissionAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        CallAsync(ProviderOperation.FindSubmission, () => _inner.FindSubmissionAsync(key, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Job?>> GetJobsAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken) =>
        CallAsync(ProviderOperation.GetJobs, () => _inner.GetJobsAsync(references, cancellationToken));

    /// <inheritdoc/>
    public Task<Page<Job>> ListJobsAsync(JobQuery query, string? continuationToken, CancellationToken cancellationToken) =>
        CallAsync(ProviderOperation.ListJobs, () => _inner.ListJobsAsync(query, continuationToken, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchException?>> StopJobsAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken) =>
        CallAsync(
            ProviderOperation.StopJobs,
            () => _inner.StopJobsAsync(references, reason, cancellationToken),
            async fault =>
            {
                IReadOnlyList<JobReference> rest = [.. references.Skip(1)];
                var done = rest.Count == 0 ? [] : await _inner.StopJobsAsync(rest, reason, cancellationToken);
                return [fault, .. done];
            });

    /// <inheritdoc/>
    public Task<LogPage> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        CallAsync(ProviderOperation.ReadLog, () => _inner.ReadLogAsync(request, cancellationToken));

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => _inner.GetService(serviceType);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async Task<T> CallAsync<T>(ProviderOperation operation, Func<Task<T>> call, Func<BatchException, Task<T>>? callWithoutFirst = null)
    {
        switch (Next(operation))
        {
            case null:
                return await call();
            case FaultKind.ReplyLost:
                await call();
                throw Error(FaultKind.ReplyLost);
            case FaultKind.FirstItemThrottled when callWithoutFirst is not null:
                return await callWithoutFirst(Error(FaultKind.FirstItemThrottled));
            case { } kind:
                throw Error(kind);
        }
    }

    private FaultKind? Next(ProviderOperation operation)
    {
        lock (_gate)
        {
            _calls[operation] = (_calls.TryGetValue(operation, out var count) ? count : 0) + 1;
            return _faults.TryGetValue(operation, out var queue) && queue.Count > 0 ? queue.Dequeue() : null;
        }
    }

    private BatchException Error(FaultKind kind) => kind switch
    {
        FaultKind.RequestLost or FaultKind.ReplyLost => new BatchException(BatchErrorCode.Unavailable, "The connection broke before a reply came.")
        {
            Provider = Name,
            IsTransient = true,
            Effect = BatchEffect.Unknown,
        },
        FaultKind.Throttled or FaultKind.FirstItemThrottled => new BatchException(BatchErrorCode.Throttled, "Too many requests.")
        {
            Provider = Name,
            IsTransient = true,
            RetryAfter = TimeSpan.FromMilliseconds(50),
        },
        FaultKind.Unavailable => new BatchException(BatchErrorCode.Unavailable, "Out of order for a moment.") { Provider = Name, IsTransient = true },
        _ => new BatchException(BatchErrorCode.PermissionDenied, "This caller may not do this.") { Provider = Name },
    };
}
