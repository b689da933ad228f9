using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>Moments that are never the same twice: clients tell events apart by them. Belongs to the state's lock.</summary>
internal sealed class Stamps
{
    private readonly EmulatorClock _clock;
    private DateTimeOffset _last;

    public Stamps(EmulatorClock clock) => _clock = clock;

    public DateTimeOffset Next()
    {
        var now = _clock.Now;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        _last = now > _last ? now : _last.AddTicks(TimeSpan.TicksPerMicrosecond);
        return _last;
    }
}
