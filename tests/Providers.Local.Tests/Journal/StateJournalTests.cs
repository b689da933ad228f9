using System.Text.Json;
using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Journal;

public sealed class StateJournalTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryStateFolder _folder = new();

    [Fact]
    public async Task What_was_appended_is_there_at_the_next_start_in_order()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            Assert.True(journal.Recovery.WasClosed);
            for (var id = 0; id < 100; id++)
            {
                await journal.AppendAsync(id);
            }
        }

        var replay = new CollectingReplay();
        await using (var journal = await TestJournal.OpenAsync(_folder, replay))
        {
            Assert.Equal(Enumerable.Range(0, 100), replay.State);
            Assert.True(journal.Recovery.WasClosed);
            Assert.Equal(100, journal.Recovery.Records);
            await journal.AppendAsync(100);
        }

        Assert.Equal(Enumerable.Range(0, 101), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Theory]
    [InlineData("line\nbreak\r\n\u2028")]
    [InlineData("quote \" backslash \\ tab \t bell \a null \0")]
    [InlineData("Grüße, 世界, 🚀")]
    [InlineData("")]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await journal.AppendAsync(Change.Of(1, text), CancellationToken.None);
        }

        Assert.Equal(text, Assert.Single((await TestJournal.ReadAsync(_folder)).Records).Text);
    }

    [Fact]
    public async Task An_append_is_acknowledged_only_after_it_was_synced()
    {
        await using var journal = await TestJournal.OpenAsync(_folder);
        var syncMayGoOn = new ManualResetEventSlim();
        var syncReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _folder.Before = (operation, _) =>
        {
            if (operation == StateOperation.Sync)
            {
                syncReached.TrySetResult();
                syncMayGoOn.Wait(Deadline);
            }

            return null;
        };

        var append = journal.AppendAsync(1);
        await syncReached.Task.WaitAsync(Deadline);
        Assert.False(append.IsCompleted);

        syncMayGoOn.Set();
        await append.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Records_that_arrive_while_the_disk_is_busy_share_one_sync()
    {
        await using var journal = await TestJournal.OpenAsync(_folder);
        var diskIsFree = new ManualResetEventSlim();
        var diskIsBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _folder.Before = (operation, _) =>
        {
            if (operation == StateOperation.Sync)
            {
                diskIsBusy.TrySetResult();
                diskIsFree.Wait(Deadline);
            }

            return null;
        };

        var first = journal.AppendAsync(0);
        await diskIsBusy.Task.WaitAsync(Deadline);
        var others = Enumerable.Range(1, 500).Select(id => journal.AppendAsync(id)).ToList();
        diskIsFree.Set();
        await Task.WhenAll([first, .. others]).WaitAsync(Deadline);

        Assert.Equal(2, journal.Statistics.Commits);
        Assert.Equal(501, journal.Statistics.Records);
    }

    [Fact]
    public async Task A_record_that_nobody_waits_for_is_written_with_the_next_one_that_somebody_does()
    {
        var clock = new ManualTimeProvider();
        await using var journal = await OpenLazilyAsync(clock);

        journal.Append(Change.Of(0));
        journal.Append(Change.Of(1));
        await journal.AppendAsync(2);

        Assert.Equal(1, journal.Statistics.Commits);
        Assert.Equal([0, 1, 2], (await TestJournal.ReadAsync(_folder.Copy())).State);
    }

    [Fact]
    public async Task A_record_that_nobody_waits_for_is_written_after_the_delay()
    {
        var clock = new ManualTimeProvider();
        await using var journal = await OpenLazilyAsync(clock);
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _folder.Before = (operation, _) =>
        {
            if (operation == StateOperation.Sync)
            {
                synced.TrySetResult();
            }

            return null;
        };

        journal.Append(Change.Of(7));
        clock.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(0, journal.Statistics.Commits);
        Assert.False(synced.Task.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await synced.Task.WaitAsync(Deadline);
        await journal.FlushAsync(CancellationToken.None).WaitAsync(Deadline);

        Assert.Equal(1, journal.Statistics.Commits);
    }

    [Fact]
    public async Task Flush_waits_for_what_was_appended_without_waiting()
    {
        var clock = new ManualTimeProvider();
        await using var journal = await OpenLazilyAsync(clock);

        journal.Append(Change.Of(0));
        await journal.FlushAsync(CancellationToken.None).WaitAsync(Deadline);
        await journal.FlushAsync(CancellationToken.None).WaitAsync(Deadline);

        Assert.Equal(1, journal.Statistics.Records);
        Assert.Equal(1, journal.Statistics.Commits);
    }

    [Fact]
    public async Task Closing_writes_what_nobody_waited_for()
    {
        var clock = new ManualTimeProvider();
        await using (var journal = await OpenLazilyAsync(clock))
        {
            journal.Append(Change.Of(3));
        }

        Assert.Equal([3], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_and_each_keeps_its_order()
    {
        const int Writers = 16;
        const int Each = 500;
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { FileSize = new ByteSize(20_000) }))
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var index = 0; index < Each; index++)
                {
                    var record = Change.Of((writer * Each) + index);
                    if (index % 3 == 0)
                    {
                        journal.Append(record);
                    }
                    else
                    {
                        await journal.AppendAsync(record, CancellationToken.None);
                    }
                }
            }))).WaitAsync(Deadline);
        }

        var state = (await TestJournal.ReadAsync(_folder)).State;
        Assert.Equal(Enumerable.Range(0, Writers * Each), state.Order());
        Assert.All(
            state.GroupBy(id => id / Each),
            ofOneWriter => Assert.Equal(ofOneWriter.Order(), ofOneWriter));
    }

    [Fact]
    public async Task Cancelled_before_the_call_nothing_is_appended()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.AppendAsync(Change.Of(1), new CancellationToken(true)));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.FlushAsync(new CancellationToken(true)));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.SnapshotAsync([], new CancellationToken(true)));
        }

        Assert.Empty((await TestJournal.ReadAsync(_folder)).State);
        Assert.Single(_folder.Files.Keys, name => name.StartsWith("journal-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_while_waiting_the_record_still_becomes_durable()
    {
        using var cancellation = new CancellationTokenSource();
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            var diskIsFree = new ManualResetEventSlim();
            var diskIsBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _folder.Before = (operation, _) =>
            {
                if (operation == StateOperation.Sync)
                {
                    diskIsBusy.TrySetResult();
                    diskIsFree.Wait(Deadline);
                }

                return null;
            };
            var append = journal.AppendAsync(Change.Of(5), cancellation.Token);
            await diskIsBusy.Task.WaitAsync(Deadline);

            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
            diskIsFree.Set();
        }

        Assert.Equal([5], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_record_that_cannot_be_serialized_harms_no_other()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { Records = new Picky() }))
        {
            journal.Append(Change.Of(1));
            await Assert.ThrowsAsync<DivideByZeroException>(() => journal.AppendAsync(2));
            await journal.AppendAsync(3);
        }

        Assert.Equal([1, 3], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_record_longer_than_any_line_may_be_is_refused_by_name()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            var error = await Assert.ThrowsAsync<BatchException>(
                () => journal.AppendAsync(Change.Of(1, new string('x', 64 * 1024 * 1024)), CancellationToken.None));

            Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
            Assert.Contains("67108864", error.Message, StringComparison.Ordinal);
            await journal.AppendAsync(Change.Of(2, new string('y', 32 * 1024 * 1024)), CancellationToken.None);
        }

        Assert.Equal([2], (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task After_closing_nothing_is_accepted()
    {
        var journal = await TestJournal.OpenAsync(_folder);
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => journal.Append(Change.Of(1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.AppendAsync(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.SnapshotAsync([], CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.FlushAsync(CancellationToken.None));
        Assert.False(journal.IsSnapshotDue);
        Assert.True(journal.Stopped.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Files_end_at_the_wanted_size_and_are_read_one_after_the_other()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { FileSize = new ByteSize(200) }))
        {
            for (var id = 0; id < 50; id++)
            {
                await journal.AppendAsync(id);
            }
        }

        Assert.InRange(_folder.Files.Count, 5, 20);
        Assert.All(_folder.Files, file => Assert.InRange(file.Value.Length, 1, 300));
        Assert.Equal(Enumerable.Range(0, 50), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Nobody_waits_for_a_change_of_file()
    {
        await using var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { FileSize = new ByteSize(1) });
        using var fileMayBeCreated = new ManualResetEventSlim();
        var fileIsBeingCreated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _folder.Before = (operation, _) =>
        {
            if (operation == StateOperation.Create)
            {
                fileIsBeingCreated.TrySetResult();
                fileMayBeCreated.Wait(Deadline);
            }

            return null;
        };

        journal.Append(Change.Of(0));
        await fileIsBeingCreated.Task.WaitAsync(Deadline);
        await journal.FlushAsync(CancellationToken.None).WaitAsync(Deadline);
        var second = journal.AppendAsync(1);
        Assert.False(second.IsCompleted);

        fileMayBeCreated.Set();
        await second.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_batch_of_many_megabytes_is_written_in_order()
    {
        var text = new string('t', 1_000_000);
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            for (var id = 0; id < 30; id++)
            {
                journal.Append(Change.Of(id, text));
            }

            await journal.FlushAsync(CancellationToken.None).WaitAsync(Deadline);
        }

        var replay = await TestJournal.ReadAsync(_folder);
        Assert.Equal(Enumerable.Range(0, 30), replay.State);
        Assert.All(replay.Records, record => Assert.Equal(text, record.Text));
    }

    private Task<StateJournal<Change, Total>> OpenLazilyAsync(ManualTimeProvider clock) =>
        TestJournal.OpenAsync(
            _folder,
            configure: options => options with { Time = clock, LazyDelay = TimeSpan.FromMilliseconds(50) });

    /// <summary>Fails half-way through the record 2.</summary>
    private sealed class Picky : IRecordSerializer<Change>
    {
        private readonly JsonRecordSerializer<Change> _serializer = new(ChangeJson.Default.Change);

        public void Write(Utf8JsonWriter writer, Change record)
        {
            if (record.Id == 2)
            {
                writer.WriteStartObject();
                writer.WriteString("half", new string('x', 100_000));
                throw new DivideByZeroException();
            }

            _serializer.Write(writer, record);
        }

        public Change Read(ReadOnlySpan<byte> json) => _serializer.Read(json);
    }
}
