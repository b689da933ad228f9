using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Scheduling;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>What the operations work on.</summary>
internal sealed class BatchContext
{
    public required GoogleState State { get; init; }

    public required EmulatorClock Clock { get; init; }

    public required Stamps Stamps { get; init; }

    public required GoogleEmulatorOptions Options { get; init; }

    public required EmulatorQuirks Quirks { get; init; }

    public required JobFlow Jobs { get; init; }

    /// <summary>The moment whose truth a reading shows.</summary>
    /// <param name="stale">How old it may be by a fault; null for no fault.</param>
    public DateTimeOffset Moment(TimeSpan? stale) => stale is { } age ? Clock.Now - age : DateTimeOffset.MaxValue;

    /// <summary>A job at a moment.</summary>
    /// <exception cref="GoogleException">There is none.</exception>
    public JobEntry Job(RestCall call, DateTimeOffset moment)
    {
        var job = State.FindJob(call.Location, call.Names[2]);
        return job is not null && job.StateAt(moment) is not null ? job : throw GoogleException.NotFound($"projects/{State.ProjectNumber}/locations/{call.Location}/jobs/{call.Names[2]}");
    }
}
