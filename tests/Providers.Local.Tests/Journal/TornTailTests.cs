using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Journal;

/// <summary>A journal that ends in an interrupted write opens with everything before it.</summary>
public sealed class TornTailTests
{
    [Fact]
    public async Task Cut_at_any_byte_the_journal_opens_with_every_whole_record_before_the_cut_and_goes_on()
    {
        var written = await WriteAsync([1, 1, 3, 1, 5, 2], isClosed: true);
        var content = written.Files[written.LastJournal];
        for (var length = 0; length <= content.Length; length++)
        {
            var expected = CountRecords(content.AsSpan(0, length));
            await ExpectAsync(written, content[..length], expected, $"cut to {length} bytes");
        }
    }

    [Fact]
    public async Task Cut_anywhere_and_followed_by_garbage_the_last_write_is_dropped()
    {
        var written = await WriteAsync([2, 1, 4], isClosed: false);
        var content = written.Files[written.LastJournal];
        var lastBatch = StartOfLastBatch(content);
        for (var length = lastBatch; length < content.Length; length++)
        {
            var expected = CountRecords(content.AsSpan(0, length));
            await ExpectAsync(written, [.. content.AsSpan(0, length), .. new byte[content.Length - length]], expected, $"zeros from {length}");
            if (content[length - 1] != '\n')
            {
                await ExpectAsync(written, [.. content.AsSpan(0, length), .. "~\n\n garbage \n"u8], expected, $"garbage from {length}");
            }
        }
    }

    [Fact]
    public void A_last_write_with_holes_is_dropped_from_its_first_hole_on() =>
        Prop.ForAll(
            Gen.Choose(1, 6).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (batches, seed) =>
            {
                var written = WriteAsync([.. batches], isClosed: false).GetAwaiter().GetResult();
                var content = (byte[])written.Files[written.LastJournal].Clone();
                var random = new Random(seed);
                var lastBatch = StartOfLastBatch(content);
                var firstHole = content.Length;
                for (var hole = random.Next(3); hole >= 0; hole--)
                {
                    var start = random.Next(lastBatch, content.Length);
                    var length = random.Next(1, Math.Min(64, content.Length - start) + 1);
                    content.AsSpan(start, length).Clear();
                    firstHole = Math.Min(firstHole, start);
                }

                var expected = CountRecords(content.AsSpan(0, firstHole));
                ExpectAsync(written, content, expected, $"seed {seed}").GetAwaiter().GetResult();
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task What_was_dropped_is_said_in_the_log_with_its_place()
    {
        var written = await WriteAsync([1, 1], isClosed: false);
        var content = written.Files[written.LastJournal];
        written.Put(written.LastJournal, content[..^3]);
        var logger = new ListLogger();

        await using var journal = await TestJournal.OpenAsync(written, configure: options => options with { Logger = logger });

        var start = StartOfLastBatch(content);
        var warning = Assert.Single(logger.Warnings);
        Assert.Contains("journal-0000000001.log", warning, StringComparison.Ordinal);
        Assert.Contains($"{content.Length - 3 - start} bytes from byte {start} on", warning, StringComparison.Ordinal);
        Assert.False(journal.Recovery.WasClosed);
    }

    [Fact]
    public async Task A_journal_that_was_closed_or_merely_not_closed_is_no_reason_for_a_warning()
    {
        foreach (var isClosed in new[] { true, false })
        {
            var written = await WriteAsync([1, 2], isClosed);
            var logger = new ListLogger();

            await using var journal = await TestJournal.OpenAsync(written, configure: options => options with { Logger = logger });

            Assert.Empty(logger.Warnings);
            Assert.Equal(isClosed, journal.Recovery.WasClosed);
        }
    }

    /// <summary>Writes one group commit of each size.</summary>
    private static async Task<MemoryStateFolder> WriteAsync(int[] batches, bool isClosed)
    {
        var folder = new MemoryStateFolder();
        var journal = await TestJournal.OpenAsync(
            folder,
            configure: options => options with { Time = new ManualTimeProvider(), LazyDelay = TimeSpan.FromHours(1) });
        var next = 0;
        foreach (var size in batches)
        {
            await journal.AppendTogetherAsync([.. Enumerable.Range(next, size)]);
            next += size;
        }

        var unclosed = folder.Copy();
        await journal.DisposeAsync();
        return isClosed ? folder : unclosed;
    }

    private static async Task ExpectAsync(MemoryStateFolder written, byte[] content, int expected, string what)
    {
        var folder = written.Copy();
        folder.Put(written.LastJournal, content);
        await using (var journal = await TestJournal.OpenAsync(folder))
        {
            Assert.True(expected == journal.Recovery.Records, $"{what}: {journal.Recovery.Records} records instead of {expected}");
            await journal.AppendAsync(expected);
        }

        Assert.Equal(Enumerable.Range(0, expected + 1), (await TestJournal.ReadAsync(folder)).State);
    }

    private static int CountRecords(ReadOnlySpan<byte> content)
    {
        var count = 0;
        while (content.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (content[8] != (byte)'#')
            {
                count++;
            }

            content = content[(end + 1)..];
        }

        return count;
    }

    private static int StartOfLastBatch(byte[] content)
    {
        var text = System.Text.Encoding.UTF8.GetString(content);
        var mark = text.LastIndexOf("+{", StringComparison.Ordinal);
        return mark - 8;
    }
}
