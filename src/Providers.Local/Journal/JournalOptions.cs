using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>How a <see cref="StateJournal{TRecord, TItem}"/> works.</summary>
/// <typeparam name="TRecord">One change of the state.</typeparam>
/// <typeparam name="TItem">One part of a snapshot of the state.</typeparam>
internal sealed record JournalOptions<TRecord, TItem>
{
    /// <summary>Where the state is kept.</summary>
    public required IStateFolder Folder { get; init; }

    /// <summary>Serializes records.</summary>
    public required IRecordSerializer<TRecord> Records { get; init; }

    /// <summary>Serializes the items of a snapshot.</summary>
    public required IRecordSerializer<TItem> Items { get; init; }

    /// <summary>
    /// The lock of <see cref="Folder"/> when the caller took it before; null (default) to take it when opening.
    /// The journal disposes it in the end, also when it cannot be opened.
    /// </summary>
    public IDisposable? HeldLock { get; init; }

    /// <summary>The size at which a journal file is ended and the next one begun. Default: 64 MiB.</summary>
    public ByteSize FileSize { get; init; } = ByteSize.FromMebibytes(64);

    /// <summary>
    /// How much journal makes <see cref="StateJournal{TRecord, TItem}.IsSnapshotDue"/> true, if the last snapshot was not larger than
    /// that. Default: 16 MiB.
    /// </summary>
    public ByteSize SnapshotAfter { get; init; } = ByteSize.FromMebibytes(16);

    /// <summary>How long a record that nobody waits for may wait for company. Default: 20 ms.</summary>
    public TimeSpan LazyDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where warnings go. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// Called at each of the <see cref="JournalPoint"/>s, on the thread that does the work. It may stop the process; what it
    /// throws is treated as an error of the disk. For tests. Default: null.
    /// </summary>
    public Action<string>? FailurePoint { get; init; }
}
