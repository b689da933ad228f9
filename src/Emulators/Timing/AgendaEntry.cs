namespace MultiBatch.Emulators.Timing;

/// <summary>Something to do later.</summary>
internal sealed class AgendaEntry
{
    private Action? _action;

    public AgendaEntry(Action action) => _action = action;

    public bool IsCancelled => _action is null;

    public void Cancel() => _action = null;

    public void Run()
    {
        var action = _action;
        _action = null;
        action?.Invoke();
    }
}
