using System.Runtime.InteropServices;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>
/// What is remembered of one task: a single job, or one child of an array. 32 bytes, kept in arrays: history may hold a million of them.
/// </summary>
/// <remarks>Snapshots hold the bytes as they are: a change of the layout is a change of the format of the state folder.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct TaskRow
{
    private const int NoExitCode = int.MinValue;
    private const sbyte NoCause = -1;

    private long _startedAt;
    private long _endedAt;
    private int _exitCode;
    private ushort _launches;
    private ushort _attempt;
    private ushort _run;
    private byte _state;
    private sbyte _cause;
    private byte _signal;
    private byte _flags;

#pragma warning disable IDE0051, CS0169 // Fills the row up to its size, with zeros rather than with what was in memory.
    private readonly ushort _unused;
#pragma warning restore IDE0051, CS0169

    public static TaskRow New(JobState state) => new() { State = state, Run = 1, Cause = null, ExitCode = null };

    public JobState State
    {
        readonly get => (JobState)_state;
        set => _state = (byte)value;
    }

    public int Run
    {
        readonly get => _run;
        set => _run = checked((ushort)value);
    }

    /// <summary>The current attempt of the run, from 1; 0 before the first.</summary>
    public int Attempt
    {
        readonly get => _attempt;
        set => _attempt = checked((ushort)value);
    }

    /// <summary>
    /// How many launches were planned so far, in all runs; the last one's number is part of the attempt id. A planned launch that
    /// never happened is no attempt, so this may run ahead of <see cref="Attempt"/>.
    /// </summary>
    public int Launches
    {
        readonly get => _launches;
        set => _launches = checked((ushort)value);
    }

    /// <summary>When the current attempt began.</summary>
    public DateTimeOffset? StartedAt
    {
        readonly get => Clock.FromStored(_startedAt);
        set => _startedAt = Clock.ToStored(value);
    }

    /// <summary>When the task ended.</summary>
    public DateTimeOffset? EndedAt
    {
        readonly get => Clock.FromStored(_endedAt);
        set => _endedAt = Clock.ToStored(value);
    }

    public int? ExitCode
    {
        readonly get => _exitCode == NoExitCode ? null : _exitCode;
        set => _exitCode = value ?? NoExitCode;
    }

    public int? Signal
    {
        readonly get => _signal == 0 ? null : _signal;
        set => _signal = (byte)(value ?? 0);
    }

    public JobCause? Cause
    {
        readonly get => _cause == NoCause ? null : (JobCause)_cause;
        set => _cause = value is { } cause ? (sbyte)cause : NoCause;
    }

    /// <summary>A launch is planned and durable but has not begun: it may be started without another wait for the disk.</summary>
    public bool IsPlanned
    {
        readonly get => Has(TaskFlags.Planned);
        set => Set(TaskFlags.Planned, value);
    }

    /// <summary>The current attempt has begun, or has at least been tried.</summary>
    public bool HasBegun
    {
        readonly get => Has(TaskFlags.Begun);
        set => Set(TaskFlags.Begun, value);
    }

    private readonly bool Has(TaskFlags flag) => ((TaskFlags)_flags & flag) != 0;

    private void Set(TaskFlags flag, bool value) =>
        _flags = (byte)(value ? (TaskFlags)_flags | flag : (TaskFlags)_flags & ~flag);
}
