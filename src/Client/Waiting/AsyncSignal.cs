namespace MultiBatch.Waiting;

/// <summary>Wakes one waiter; a signal given while nobody waits is kept. Thread-safe.</summary>
internal sealed class AsyncSignal
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool> _next = New();

    public void Set()
    {
        lock (_lock)
        {
            _next.TrySetResult(true);
        }
    }

    /// <summary>Waits for a signal, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task next;
        lock (_lock)
        {
            next = _next.Task;
        }

        if (!next.IsCompleted)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(next, Resilience.Pause.ForAsync(atMost, clock, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_next.Task.IsCompleted)
            {
                _next = New();
            }
        }
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
