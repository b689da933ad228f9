namespace MultiBatch.Emulators.Timing;

/// <summary>The time of an emulator: the clock's own moments, with durations of the service scaled.</summary>
internal sealed class EmulatorClock
{
    private readonly double _scale;

    public EmulatorClock(TimeProvider time, double scale)
    {
        Time = time;
        _scale = scale;
    }

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>How long a duration of the service takes here.</summary>
    public TimeSpan Scale(TimeSpan duration) => _scale >= 1 ? duration : duration * _scale;
}
