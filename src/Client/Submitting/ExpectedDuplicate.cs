using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>
/// A submit of which a second job may turn up, and when it is looked for: first when another settle time is over, then after twice as long each time.
/// Thread-safe.
/// </summary>
internal sealed class ExpectedDuplicate(SubmissionKey key, long beganAt, TimeSpan settleTime)
{
    // 63 settle times in all: an hour where the settle time is a minute.
    private const int MostLooks = 6;

    private readonly object _lock = new();
    private int _looks;
    private bool _isLooking;

    public SubmissionKey Key { get; } = key;

    /// <summary>Begins a look; false when it is not time for one, or one is under way.</summary>
    public bool TryBegin(TimeProvider clock)
    {
        lock (_lock)
        {
            return !_isLooking && (_isLooking = clock.GetElapsedTime(beganAt).Ticks >= settleTime.Ticks * ((2 << _looks) - 1));
        }
    }

    /// <summary>Ends a look. True when it was the last one.</summary>
    /// <param name="isLooked">False when it failed, and has to be made again.</param>
    public bool End(bool isLooked)
    {
        lock (_lock)
        {
            _isLooking = false;
            _looks += isLooked ? 1 : 0;
            return _looks >= MostLooks;
        }
    }
}
