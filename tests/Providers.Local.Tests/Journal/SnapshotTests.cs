using MultiBatch.Providers.Local.Journal;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Journal;

public sealed class SnapshotTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryStateFolder _folder = new();
    private readonly ManualResetEventSlim _goOn = new();

    public void Dispose() => _goOn.Dispose();

    [Fact]
    public async Task A_snapshot_replaces_the_journal_before_it()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await AppendAsync(journal, 0, 10);
            var report = await journal.SnapshotAsync(TestJournal.Totals(10), CancellationToken.None);
            Assert.Equal(10, report.Items);
            Assert.Equal(report.Bytes, _folder.Files["snapshot-0000000002.jsonl"].Length);
            await AppendAsync(journal, 10, 15);
        }

        Assert.Equal(["format.json", "journal-0000000002.log", "snapshot-0000000002.jsonl"], _folder.Files.Keys.Order());
        var replay = await TestJournal.ReadAsync(_folder);
        Assert.Equal(Enumerable.Range(0, 10), replay.Items);
        Assert.Equal(Enumerable.Range(10, 5), replay.Records.Select(record => record.Id));
    }

    [Fact]
    public async Task The_snapshot_stands_for_the_moment_of_the_call_whatever_is_appended_meanwhile()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            // Records that nobody waited for belong to the snapshot too.
            for (var id = 0; id < 10; id++)
            {
                journal.Append(Change.Of(id));
            }

            var snapshot = journal.SnapshotAsync(SlowTotals(10), CancellationToken.None);
            for (var id = 10; id < 20; id++)
            {
                journal.Append(Change.Of(id));
            }

            await AppendAsync(journal, 20, 25);
            _goOn.Set();
            await snapshot.WaitAsync(Deadline);
            await AppendAsync(journal, 25, 30);
        }

        var replay = await TestJournal.ReadAsync(_folder);
        Assert.Equal(10, replay.Items.Count);
        Assert.Equal(Enumerable.Range(0, 30), replay.State);
    }

    [Fact]
    public async Task Snapshot_after_snapshot_keeps_only_the_last()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            for (var round = 1; round <= 5; round++)
            {
                await AppendAsync(journal, (round - 1) * 10, round * 10);
                await journal.SnapshotAsync(TestJournal.Totals(round * 10), CancellationToken.None);
            }
        }

        Assert.Equal(["format.json", "journal-0000000006.log", "snapshot-0000000006.jsonl"], _folder.Files.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 50), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task An_empty_state_is_a_snapshot_too()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await journal.SnapshotAsync([], CancellationToken.None);
        }

        Assert.Empty((await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Only_one_snapshot_is_written_at_a_time()
    {
        await using var journal = await TestJournal.OpenAsync(_folder);
        var first = journal.SnapshotAsync(SlowTotals(3), CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.SnapshotAsync([], CancellationToken.None));
        Assert.False(journal.IsSnapshotDue);

        _goOn.Set();
        await first.WaitAsync(Deadline);
        await journal.SnapshotAsync(TestJournal.Totals(3), CancellationToken.None).WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_cancelled_snapshot_leaves_the_state_as_it_was()
    {
        using var cancellation = new CancellationTokenSource();
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await AppendAsync(journal, 0, 5);
            var snapshot = journal.SnapshotAsync(SlowTotals(5), cancellation.Token);
            await cancellation.CancelAsync();
            _goOn.Set();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => snapshot.WaitAsync(Deadline));
            await AppendAsync(journal, 5, 7);
        }

        Assert.DoesNotContain(_folder.Files.Keys, name => name.StartsWith("snapshot-", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 7), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task Closing_gives_a_snapshot_up_and_loses_nothing()
    {
        var journal = await TestJournal.OpenAsync(_folder);
        await AppendAsync(journal, 0, 5);
        var snapshot = journal.SnapshotAsync(SlowTotals(5), CancellationToken.None);

        var closing = journal.DisposeAsync().AsTask();
        _goOn.Set();
        await closing.WaitAsync(Deadline);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => snapshot);
        Assert.Equal(Enumerable.Range(0, 5), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_snapshot_becomes_due_with_the_journal_and_pays_off_in_proportion_to_the_last_up_to_a_limit()
    {
        await using var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { SnapshotAfter = new ByteSize(1000) });
        Assert.False(journal.IsSnapshotDue);
        var count = await AppendUntilAsync(journal, 0, 1000);
        Assert.True(journal.IsSnapshotDue);

        var large = await journal.SnapshotAsync(TestJournal.Totals(200), CancellationToken.None);
        Assert.True(large.Bytes > 2000);
        Assert.False(journal.IsSnapshotDue);
        var begun = journal.Statistics.Bytes;
        count = await AppendUntilAsync(journal, count, begun + 1500);
        Assert.False(journal.IsSnapshotDue);
        await AppendUntilAsync(journal, count, begun + 2000);
        Assert.True(journal.IsSnapshotDue);
    }

    [Fact]
    public async Task One_that_has_nothing_better_to_do_takes_its_snapshots_earlier()
    {
        await using var journal = await TestJournal.OpenAsync(_folder, configure: options => options with { SnapshotAfter = new ByteSize(1000) });
        Assert.False(journal.IsSnapshotDueWhenIdle);
        await AppendUntilAsync(journal, 0, 250);
        Assert.False(journal.IsSnapshotDue);
        Assert.True(journal.IsSnapshotDueWhenIdle);

        await journal.SnapshotAsync(TestJournal.Totals(1), CancellationToken.None);
        Assert.False(journal.IsSnapshotDueWhenIdle);
    }

    [Fact]
    public async Task The_journal_found_at_the_start_counts_for_the_next_snapshot()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await AppendAsync(journal, 0, 20);
        }

        await using var again = await TestJournal.OpenAsync(_folder, configure: options => options with { SnapshotAfter = new ByteSize(300) });
        Assert.True(again.IsSnapshotDue);
    }

    [Fact]
    public async Task An_error_in_the_items_reaches_the_caller_and_harms_nothing()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder))
        {
            await AppendAsync(journal, 0, 5);
            await Assert.ThrowsAsync<DivideByZeroException>(() => journal.SnapshotAsync(FailingTotals(), CancellationToken.None));
            await AppendAsync(journal, 5, 6);
        }

        Assert.DoesNotContain(_folder.Files.Keys, name => name.StartsWith("snapshot-", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 6), (await TestJournal.ReadAsync(_folder)).State);
    }

    [Fact]
    public async Task A_large_snapshot_is_written_while_it_is_enumerated()
    {
        const int Items = 300_000;
        const int LargestBuffer = 1_000_000;
        var folder = new NullFolder();
        await using var journal = await TestJournal.OpenAsync(folder);

        await journal.SnapshotAsync(
            TestJournal.Totals(Items).Select((item, index) =>
            {
                Assert.True(folder.BytesWritten > (index * 15L) - LargestBuffer);
                return item;
            }),
            CancellationToken.None);

        Assert.True(folder.BytesWritten > Items * 15);
    }

    /// <summary>Appends until so many bytes are written; gives the number of the next record.</summary>
    private static async Task<int> AppendUntilAsync(StateJournal<Change, Total> journal, int next, long bytes)
    {
        while (journal.Statistics.Bytes < bytes)
        {
            await AppendAsync(journal, next, ++next);
        }

        return next;
    }

    private static async Task AppendAsync(StateJournal<Change, Total> journal, int from, int to)
    {
        for (var id = from; id < to; id++)
        {
            await journal.AppendAsync(id);
        }
    }

    private IEnumerable<Total> SlowTotals(int count)
    {
        foreach (var total in TestJournal.Totals(count))
        {
            _goOn.Wait(Deadline);
            yield return total;
        }
    }

    private static IEnumerable<Total> FailingTotals()
    {
        yield return new Total { Id = 0 };
        throw new DivideByZeroException();
    }
}
