using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators;

/// <summary>Settings that every emulator has. Every one has a working default.</summary>
public record EmulatorOptions
{
    /// <summary>The port on the loopback address, from 0 to 65535; 0 for one that is free. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>What becomes of a job's container image. Default: <see cref="ImageMode.Process"/>.</summary>
    public ImageMode Images { get; init; } = ImageMode.Process;

    /// <summary>
    /// How long a second of the service takes here, in seconds, more than 0 and at most 1. It shortens the delays, the timeouts of jobs and the
    /// keeping of their history, and loosens no rule: a timeout under the service's least is still refused. Default: 1.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Faults to begin with. Default: none.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Ids of quirks that are switched off. Default: none, everything is imitated.</summary>
    public IReadOnlyCollection<string> QuirksOff { get; init; } = [];

    /// <summary>The most processes of jobs at the same time, at least 1; further jobs wait as if for capacity. Default: 64.</summary>
    public int MaxProcesses { get; init; } = 64;

    /// <summary>
    /// The folder the jobs' output is kept in. Default: a new one below the folder for temporary files, deleted when the emulator ends.
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>
    /// Secrets that jobs may refer to: the reference as a job gives it (an ARN, a name) and the value. Kept in files that only this user can read,
    /// for as long as the emulator runs. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes loggers. Default: logs nothing.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Whether this emulator can run jobs in containers.</summary>
    internal virtual bool HasContainers => false;

    internal void Check()
    {
        if (Images != ImageMode.Process && !(HasContainers && Images == ImageMode.Container))
        {
            throw new ArgumentException($"Images: this emulator runs jobs as processes only ('{nameof(ImageMode.Process)}').", nameof(Images));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxProcesses, 1);
        if (!(TimeScale > 0) || TimeScale > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(TimeScale), TimeScale, "A time scale is more than 0 and at most 1.");
        }
    }
}
