namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>Counts work under way and lets somebody wait for there to be none. Thread-safe.</summary>
internal sealed class PendingWork
{
    private readonly object _gate = new();
    private TaskCompletionSource<bool>? _none;
    private int _count;

    public void Begin()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void End()
    {
        TaskCompletionSource<bool>? none = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                (none, _none) = (_none, null);
            }
        }

        none?.TrySetResult(true);
    }

    /// <summary>Ends at the first moment without work.</summary>
    public Task WhenNone()
    {
        lock (_gate)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_none ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
