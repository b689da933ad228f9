namespace MultiBatch.Providers.Local.Processes;

/// <summary>How one attempt ended.</summary>
internal sealed class ExitReport
{
    /// <summary>A shell adds this to the number of the signal that ended a command.</summary>
    public const int SignalBase = 128;

    private const int LastSignal = 64;

    private ExitReport(ExitKind kind, DateTimeOffset endedAt)
    {
        Kind = kind;
        EndedAt = endedAt;
    }

    public ExitKind Kind { get; }

    /// <summary>The exit code; 128 + signal for a job ended by a signal. Null unless <see cref="ExitKind.Exited"/>.</summary>
    public int? ExitCode { get; private init; }

    /// <summary>
    /// The signal that ended the job. Exact in <see cref="StartMode.Direct"/>; else taken from a code of 129 to 192, which a
    /// job may also return by itself.
    /// </summary>
    public int? Signal { get; private init; }

    /// <summary>Whether the kernel killed a process of the attempt for lack of memory. Known only with a control group.</summary>
    public bool OutOfMemory { get; private init; }

    /// <summary>Why, for every kind but <see cref="ExitKind.Exited"/>.</summary>
    public string? Message { get; private init; }

    /// <summary>When the end was recorded or seen, by the wall clock.</summary>
    public DateTimeOffset EndedAt { get; }

    /// <summary>The end of a job that returned <paramref name="code"/>, where a code of 129 to 192 means a signal.</summary>
    public static ExitReport FromShellCode(int code, bool outOfMemory, DateTimeOffset endedAt) =>
        code > SignalBase && code <= SignalBase + LastSignal
            ? FromSignal(code - SignalBase, outOfMemory, endedAt)
            : FromCode(code, outOfMemory, endedAt);

    public static ExitReport FromCode(int code, bool outOfMemory, DateTimeOffset endedAt) =>
        new(ExitKind.Exited, endedAt) { ExitCode = code, OutOfMemory = outOfMemory };

    public static ExitReport FromSignal(int signal, bool outOfMemory, DateTimeOffset endedAt) =>
        new(ExitKind.Exited, endedAt) { ExitCode = SignalBase + signal, Signal = signal, OutOfMemory = outOfMemory };

    public static ExitReport StartFailed(string message, DateTimeOffset endedAt) => new(ExitKind.StartFailed, endedAt) { Message = message };

    public static ExitReport Lost(string message, bool outOfMemory, DateTimeOffset endedAt) =>
        new(ExitKind.Lost, endedAt) { Message = message, OutOfMemory = outOfMemory };

    public static ExitReport NotClaimed(string message, DateTimeOffset endedAt) => new(ExitKind.NotClaimed, endedAt) { Message = message };

    public override string ToString() => Kind switch
    {
        ExitKind.Exited when Signal is { } signal => $"signal {signal}",
        ExitKind.Exited => $"exit {ExitCode}",
        _ => $"{Kind}: {Message}",
    };
}
