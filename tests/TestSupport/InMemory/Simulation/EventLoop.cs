namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>
/// What is to happen when. Nothing happens by itself: whoever looks at the service first lets everything happen that was due until now, in order,
/// each at its own time. Not thread-safe.
/// </summary>
internal sealed class EventLoop(TimeProvider clock)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _events = new();
    private long _order;

    /// <summary>The time of what is happening.</summary>
    public DateTimeOffset Now { get; private set; } = clock.GetUtcNow();

    public void After(TimeSpan delay, Action action) => _events.Enqueue(action, (Now + delay, _order++));

    /// <summary>Lets happen what is due.</summary>
    /// <param name="settle">Called whenever nothing more is due at a moment; what it adds happens too.</param>
    public void CatchUp(Action settle)
    {
        var until = clock.GetUtcNow();
        while (_events.TryPeek(out _, out var next) && next.At <= until)
        {
            Now = next.At > Now ? next.At : Now;
            while (_events.TryPeek(out _, out var due) && due.At <= Now)
            {
                _events.Dequeue()();
            }

            settle();
        }

        Now = until > Now ? until : Now;
        settle();
        if (_events.TryPeek(out _, out var added) && added.At <= until)
        {
            CatchUp(settle);
        }
    }
}
