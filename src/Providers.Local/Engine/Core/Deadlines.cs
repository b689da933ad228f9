namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>
/// What the loop has to do later, by the monotonic clock: one timer for all of it. Belongs to the loop; actions run on it.
/// </summary>
internal sealed class Deadlines : IDisposable
{
    // The longest a timer takes is about 49 days; looking once a day costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly SortedSet<Deadline> _pending = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _sequence;
    private long? _timerDue;

    /// <param name="time">The clock.</param>
    /// <param name="post">Brings an action to the loop.</param>
    public Deadlines(TimeProvider time, Action<Action> post)
    {
        _time = time;
        _timer = time.CreateTimer(_ => post(RunDue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Deadline After(TimeSpan delay, Action action)
    {
        var deadline = new Deadline(this, DueAt(delay), ++_sequence, action);
        _pending.Add(deadline);
        SetTimer();
        return deadline;
    }

    public void Dispose() => _timer.Dispose();

    private long DueAt(TimeSpan delay)
    {
        var now = _time.GetTimestamp();
        var ticks = Math.Ceiling(Math.Max(0, delay.TotalSeconds) * _time.TimestampFrequency);
        return ticks >= long.MaxValue - now ? long.MaxValue : now + (long)ticks;
    }

    private void RunDue()
    {
        _timerDue = null;
        var now = _time.GetTimestamp();
        while (_pending.Count > 0 && _pending.Min!.Due <= now)
        {
            var deadline = _pending.Min;
            _pending.Remove(deadline);
            deadline.Action();
        }

        SetTimer();
    }

    private void SetTimer()
    {
        if (_pending.Count == 0 || _pending.Min!.Due >= _timerDue)
        {
            return;
        }

        _timerDue = _pending.Min.Due;
        var sleep = _time.GetElapsedTime(_time.GetTimestamp(), _timerDue.Value);

        // A timer may fire up to a millisecond early; better late than twice.
        sleep = sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep + TimeSpan.FromMilliseconds(1);
        _timer.Change(sleep, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One thing to be done.</summary>
    internal sealed class Deadline : IComparable<Deadline>
    {
        private readonly Deadlines _owner;
        private readonly long _sequence;

        public Deadline(Deadlines owner, long due, long sequence, Action action)
        {
            _owner = owner;
            _sequence = sequence;
            Due = due;
            Action = action;
        }

        public long Due { get; }

        public Action Action { get; }

        public void Cancel() => _owner._pending.Remove(this);

        public int CompareTo(Deadline? other)
        {
            var byDue = Due.CompareTo(other!.Due);
            return byDue != 0 ? byDue : _sequence.CompareTo(other._sequence);
        }
    }
}
