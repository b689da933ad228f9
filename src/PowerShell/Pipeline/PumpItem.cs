namespace MultiBatch.PowerShell.Pipeline;

/// <summary>Something to run on the pipeline thread.</summary>
internal sealed class PumpItem
{
    private readonly Action _action;
    private readonly TaskCompletionSource<bool>? _done;

    public PumpItem(Action action, bool isAwaited)
    {
        _action = action;
        _done = isAwaited ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    public Task Done => _done?.Task ?? Task.CompletedTask;

    public void Run() => _action();

    public void Complete() => _done?.TrySetResult(true);

    public void Cancel() => _done?.TrySetCanceled();
}
