using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Journal;

/// <summary>What the disk refuses is said clearly, never acknowledged, and costs nothing that was acknowledged before.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryStateFolder _folder = new();

    /// <summary>The errors as .NET reports them on this system, and what the caller is told.</summary>
    public static TheoryData<string, BatchErrorCode, string> Faults => new()
    {
        { "full", BatchErrorCode.Unavailable, "disk is full" },
        { "quota", BatchErrorCode.Unavailable, "disk is full" },
        { "read-only", BatchErrorCode.PermissionDenied, "read-only" },
        { "forbidden", BatchErrorCode.PermissionDenied, "read-only" },
        { "broken", BatchErrorCode.Provider, "Input/output error" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_failed_write_everybody_gets_the_error_and_nothing_of_it_comes_back(string fault, BatchErrorCode code, string text)
    {
        var journal = await TestJournal.OpenAsync(
            _folder,
            configure: options => options with { Time = new ManualTimeProvider(), LazyDelay = TimeSpan.FromHours(1) });
        await journal.AppendAsync(0);
        FailNext(StateOperation.Write, Fault(fault));

        // Part of the write, up to the middle of its second record, reaches the disk.
        _folder.ShortWrite = length => length * 3 / 4;
        journal.Append(Change.Of(1));
        var error = await Assert.ThrowsAsync<BatchException>(() => journal.AppendAsync(2).WaitAsync(Deadline));

        Assert.Equal(code, error.Code);
        Assert.Equal(BatchEffect.None, error.Effect);
        Assert.Contains("/state", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        await ExpectStoppedAsync(journal, code);
        await journal.DisposeAsync();
        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_failed_sync_nobody_is_told_more_than_is_known(string fault, BatchErrorCode code, string text)
    {
        var journal = await TestJournal.OpenAsync(_folder);
        await journal.AppendAsync(0);
        FailNext(StateOperation.Sync, Fault(fault));

        var error = await Assert.ThrowsAsync<BatchException>(() => journal.AppendAsync(1).WaitAsync(Deadline));

        Assert.Equal(code, error.Code);
        Assert.Equal(BatchEffect.Unknown, error.Effect);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        await ExpectStoppedAsync(journal, code);
        await journal.DisposeAsync();
        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task When_even_taking_back_fails_the_effect_is_unknown_and_the_next_start_decides()
    {
        var journal = await TestJournal.OpenAsync(_folder);
        await journal.AppendAsync(0);
        _folder.ShortWrite = length => length;
        _folder.Before = (operation, _) => operation is StateOperation.Write or StateOperation.Truncate ? Fault("broken") : null;

        var error = await Assert.ThrowsAsync<BatchException>(() => journal.AppendAsync(1).WaitAsync(Deadline));

        Assert.Equal(BatchEffect.Unknown, error.Effect);
        await journal.DisposeAsync();
        _folder.Before = null;
        Assert.Equal([0, 1], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Those_who_queue_behind_a_failed_write_get_the_error_too()
    {
        var journal = await TestJournal.OpenAsync(_folder);
        using var diskIsFree = new ManualResetEventSlim();
        var diskIsBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _folder.Before = (operation, _) =>
        {
            if (operation != StateOperation.Write)
            {
                return null;
            }

            diskIsBusy.TrySetResult();
            diskIsFree.Wait(Deadline);
            return Fault("full");
        };

        var first = journal.AppendAsync(0);
        await diskIsBusy.Task.WaitAsync(Deadline);
        var others = Enumerable.Range(1, 50).Select(id => journal.AppendAsync(id)).ToList();
        var flush = journal.FlushAsync(CancellationToken.None);
        var snapshot = journal.SnapshotAsync([], CancellationToken.None);
        var late = journal.AppendAsync(51);
        diskIsFree.Set();

        foreach (var task in new[] { first, flush, snapshot, late }.Concat(others))
        {
            var error = await Assert.ThrowsAsync<BatchException>(() => task.WaitAsync(Deadline));
            Assert.Equal(BatchErrorCode.Unavailable, error.Code);
            Assert.Equal(BatchEffect.None, error.Effect);
        }

        await journal.DisposeAsync();
        _folder.Before = null;
        Assert.Empty((await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_record_that_nobody_waits_for_stops_the_journal_visibly_when_it_cannot_be_written()
    {
        var logger = new ListLogger();
        var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { Logger = logger });
        _folder.Before = (operation, _) => operation == StateOperation.Write ? Fault("full") : null;

        journal.Append(Change.Of(1));
        await journal.Stopped.WaitAsync(Deadline);

        Assert.Equal(BatchErrorCode.Unavailable, journal.Failure?.Code);
        await journal.DisposeAsync();
        Assert.Single(logger.Warnings);
    }

    [Theory]
    [InlineData(StateOperation.Write)]
    [InlineData(StateOperation.Sync)]
    [InlineData(StateOperation.Create)]
    [InlineData(StateOperation.SyncFolder)]
    internal async Task A_change_of_file_that_fails_stops_the_journal_and_loses_nothing(StateOperation failing)
    {
        for (var nth = 1; nth <= 2; nth++)
        {
            var folder = new MemoryStateFolder { ShortWrite = length => length / 2 };
            var journal = await TestJournal.OpenAsync(folder, configure: options => options with { FileSize = new ByteSize(1) });
            var count = 0;
            folder.Before = (operation, _) =>
                operation == failing && count++ >= nth ? Fault("full") : null;

            // The operations of the commit itself come first and succeed.
            var acknowledged = 0;
            var error = await Assert.ThrowsAsync<BatchException>(async () =>
            {
                for (; acknowledged < 10; acknowledged++)
                {
                    await journal.AppendAsync(acknowledged).WaitAsync(Deadline);
                }
            });

            Assert.Equal(BatchErrorCode.Unavailable, error.Code);
            await journal.DisposeAsync();
            folder.Before = null;
            Assert.Equal(Enumerable.Range(0, acknowledged), (await TestJournal.ReadAsync(folder)).State.Take(acknowledged));
        }
    }

    [Theory]
    [InlineData(StateOperation.Create)]
    [InlineData(StateOperation.Write)]
    [InlineData(StateOperation.Sync)]
    [InlineData(StateOperation.Rename)]
    [InlineData(StateOperation.SyncFolder)]
    internal async Task A_snapshot_that_cannot_be_written_costs_nothing_and_the_journal_goes_on(StateOperation failing)
    {
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { SnapshotAfter = new ByteSize(50) }))
        {
            await journal.AppendAsync(0);
            await journal.AppendAsync(1);
            var isSnapshotting = false;
            _folder.Before = (operation, name) =>
            {
                isSnapshotting |= name.StartsWith("snapshot-", StringComparison.Ordinal);
                return isSnapshotting && operation == failing ? Fault("full") : null;
            };
            Assert.True(journal.IsSnapshotDue);

            var error = await Assert.ThrowsAsync<BatchException>(
                () => journal.SnapshotAsync(TestJournal.Totals(2), CancellationToken.None).WaitAsync(Deadline));

            Assert.Equal(BatchErrorCode.Unavailable, error.Code);
            Assert.Null(journal.Failure);
            Assert.False(journal.IsSnapshotDue);
            _folder.Before = null;
            await journal.AppendAsync(2);
            await journal.AppendAsync(3);
            Assert.True(journal.IsSnapshotDue);
            await journal.SnapshotAsync(TestJournal.Totals(4), CancellationToken.None).WaitAsync(Deadline);
            await journal.AppendAsync(4);
        }

        Assert.DoesNotContain(_folder.Files.Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 5), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Files_that_cannot_be_deleted_are_a_warning_and_are_deleted_later()
    {
        var logger = new ListLogger();
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { Logger = logger }))
        {
            await journal.AppendAsync(0);
            _folder.Before = (operation, _) => operation == StateOperation.Delete ? Fault("broken") : null;
            await journal.SnapshotAsync(TestJournal.Totals(1), CancellationToken.None);
            Assert.Contains("journal-0000000001.log", Assert.Single(logger.Warnings), StringComparison.Ordinal);
            Assert.Contains("journal-0000000001.log", _folder.Files.Keys);
            _folder.Before = null;
        }

        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
        Assert.DoesNotContain("journal-0000000001.log", _folder.Files.Keys);
    }

    [Theory]
    [InlineData(StateOperation.List)]
    [InlineData(StateOperation.Create)]
    [InlineData(StateOperation.Write)]
    [InlineData(StateOperation.Sync)]
    [InlineData(StateOperation.Rename)]
    [InlineData(StateOperation.SyncFolder)]
    internal async Task A_folder_that_cannot_be_set_up_is_refused_and_left_unlocked(StateOperation failing)
    {
        foreach (var (fault, code) in new[] { ("full", BatchErrorCode.Unavailable), ("read-only", BatchErrorCode.PermissionDenied) })
        {
            var folder = new MemoryStateFolder { Before = (operation, _) => operation == failing ? Fault(fault) : null };

            var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

            Assert.Equal(code, error.Code);
            Assert.Contains("/state", error.Message, StringComparison.Ordinal);
            folder.Before = null;
            await using var journal = await TestJournal.OpenAsync(folder);
            await journal.AppendAsync(0).WaitAsync(Deadline);
        }
    }

    [Theory]
    [InlineData(StateOperation.Read)]
    [InlineData(StateOperation.Append)]
    [InlineData(StateOperation.Sync)]
    [InlineData(StateOperation.Truncate)]
    internal async Task A_state_that_cannot_be_continued_is_refused_and_nothing_is_lost(StateOperation failing)
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await journal.AppendAsync(0);
        }

        _folder.Put(_folder.LastJournal, [.. _folder.Files[_folder.LastJournal], .. "half a li"u8]);
        _folder.Before = (operation, _) => operation == failing ? Fault("broken") : null;
        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(_folder));
        Assert.Equal(BatchErrorCode.Provider, error.Code);

        _folder.Before = null;
        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task An_error_of_the_replay_reaches_the_caller_and_the_folder_is_left_unlocked()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await journal.AppendAsync(0);
        }

        await Assert.ThrowsAsync<DivideByZeroException>(() => StateJournal<Change, Total>.OpenAsync(
            TestJournal.Options(_folder),
            new FailingReplay(),
            CancellationToken.None));

        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_lock_that_was_handed_over_is_released_whether_opening_succeeds_or_not()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { HeldLock = _folder.Lock() }))
        {
            await journal.AppendAsync(0);
            await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(_folder));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StateJournal<Change, Total>.OpenAsync(
            TestJournal.Options(_folder) with { HeldLock = _folder.Lock() },
            new CollectingReplay(),
            new CancellationToken(true)));

        Assert.Equal([0], (await TestJournal.ReadAsync(_folder)).State);
    }

    private static Exception Fault(string kind) => kind switch
    {
        "full" => new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28),
        "quota" => new IOException("Quota exceeded", OperatingSystem.IsWindows() ? unchecked((int)0x80070027) : OperatingSystem.IsMacOS() ? 69 : 122),
        "read-only" => new IOException("Read-only file system", OperatingSystem.IsWindows() ? unchecked((int)0x80070013) : 30),
        "forbidden" => new UnauthorizedAccessException("Access denied"),
        _ => new IOException("Input/output error", 5),
    };

    private void FailNext(StateOperation failing, Exception fault)
    {
        _folder.Before = (operation, _) =>
        {
            if (operation != failing)
            {
                return null;
            }

            _folder.Before = null;
            return fault;
        };
    }

    private static async Task ExpectStoppedAsync(StateJournal<Change, Total> journal, BatchErrorCode code)
    {
        await journal.Stopped.WaitAsync(Deadline);
        Assert.Equal(code, journal.Failure?.Code);
        Assert.Equal(1, journal.Statistics.Records);
        Assert.Equal(code, Assert.Throws<BatchException>(() => journal.Append(Change.Of(9))).Code);
        foreach (var attempt in new Func<Task>[]
        {
            () => journal.AppendAsync(9),
            () => journal.FlushAsync(CancellationToken.None),
            () => journal.SnapshotAsync([], CancellationToken.None),
        })
        {
            var error = await Assert.ThrowsAsync<BatchException>(attempt);
            Assert.Equal(code, error.Code);
            Assert.Equal(BatchEffect.None, error.Effect);
            Assert.Contains("opened again", error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class FailingReplay : IJournalReplay<Change, Total>
    {
        public void Restore(Total item) => throw new DivideByZeroException();

        public void Apply(Change record) => throw new DivideByZeroException();
    }
}
