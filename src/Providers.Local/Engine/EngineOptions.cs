using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>How a <see cref="LocalEngine"/> works.</summary>
internal sealed record EngineOptions
{
    /// <summary>The folder of the durable state and of the attempts.</summary>
    public required string StateFolder { get; init; }

    /// <summary>How processes are started. Default: as the environment variable <see cref="LauncherFactory.LaunchVariable"/> says.</summary>
    public LaunchPath LaunchPath { get; init; } = LauncherFactory.FromEnvironment();

    /// <summary>How long a task has between the request to end and the kill. Default: 30 seconds.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long later jobs may be started before one that does not fit. After that room is kept for it. Default: 30 seconds.
    /// </summary>
    public TimeSpan LongestBypass { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most that is kept of each output of an attempt; null for all. Default: 64 MiB.</summary>
    public ByteSize? LargestLog { get; init; } = ByteSize.FromMebibytes(64);

    /// <summary>Whether the scratch folder of an attempt that did not succeed is kept. Default: false.</summary>
    public bool KeepsFailedScratch { get; init; }

    /// <summary>
    /// Whether a secret <c>env:NAME</c> that was not handed over with the job is read from the environment of this process: right where the
    /// process that hosts the engine is also the one that submits. Default: false.
    /// </summary>
    public bool ReadsSecretsFromEnvironment { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where warnings go. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The lock of the state folder when the caller took it before; null (default) to take it when opening.</summary>
    public IDisposable? HeldLock { get; init; }

    /// <summary>The state folder's file operations; null (default) for the real ones. For tests.</summary>
    public IStateFolder? Folder { get; init; }

    /// <summary>The machine; null (default) to look.</summary>
    public MachineFacts? Machine { get; init; }

    /// <summary>Makes the launcher of processes; null (default) for the real one. For tests.</summary>
    public Func<IProcessLauncher>? Launcher { get; init; }

    /// <summary>
    /// Called at each <see cref="EnginePoint"/> and each point of the journal, on the thread that does the work. For tests. Default: null.
    /// </summary>
    public Action<string>? FailurePoint { get; init; }

    /// <summary>How much journal makes a snapshot due; null (default) for the journal's own rule. For tests.</summary>
    public ByteSize? SnapshotAfter { get; init; }
}
