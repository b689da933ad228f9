using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MultiBatch.Providers.Local.Tests.Journal.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Journal;

/// <summary>What no interrupted write explains is refused with its place, and nothing is changed.</summary>
public sealed partial class DamageTests
{
    [Fact]
    public async Task A_flipped_byte_anywhere_in_a_closed_journal_is_refused_with_its_place()
    {
        var folder = await WriteAsync([1, 3, 1, 2]);
        var content = folder.Files[folder.LastJournal];

        // The last line is the note that the journal was closed: damage there loses nothing.
        var lastLine = LineStart(content, content.Length - 1);
        for (var position = 0; position < lastLine; position++)
        {
            await ExpectRefusalAsync(folder, folder.LastJournal, Flip(content, position), content, position);
        }

        for (var position = lastLine; position < content.Length; position++)
        {
            var copy = folder.Copy();
            copy.Put(folder.LastJournal, Flip(content, position));
            Assert.Equal(Enumerable.Range(0, 7), (await TestJournal.ReadAsync(copy)).State);
        }
    }

    [Fact]
    public async Task A_flipped_byte_before_the_last_write_of_a_journal_that_was_not_closed_is_refused_with_its_place()
    {
        var folder = await WriteAsync([1, 3, 1, 2], isClosed: false);
        var content = folder.Files[folder.LastJournal];
        var lastWrite = Encoding.UTF8.GetString(content).LastIndexOf("+{", StringComparison.Ordinal) - 8;
        for (var position = 0; position < lastWrite; position++)
        {
            await ExpectRefusalAsync(folder, folder.LastJournal, Flip(content, position), content, position);
        }
    }

    [Fact]
    public async Task A_flipped_or_missing_byte_anywhere_in_an_earlier_journal_file_is_refused_with_its_place()
    {
        var folder = await WriteAsync([1, 2, 1, 1], fileSize: 100);
        const string First = "journal-0000000001.log";
        Assert.NotEqual(First, folder.LastJournal);
        var content = folder.Files[First];
        for (var position = 0; position < content.Length; position++)
        {
            await ExpectRefusalAsync(folder, First, Flip(content, position), content, position);
            await ExpectRefusalAsync(folder, First, content[..position], content, position, allowNextLine: true);
        }
    }

    [Fact]
    public async Task A_flipped_or_missing_byte_anywhere_in_the_only_snapshot_is_refused_with_its_place()
    {
        var folder = await WriteAsync([2, 1], withSnapshot: true);
        const string Snapshot = "snapshot-0000000002.jsonl";
        var content = folder.Files[Snapshot];
        for (var position = 0; position < content.Length; position++)
        {
            await ExpectRefusalAsync(folder, Snapshot, Flip(content, position), content, position);
            await ExpectRefusalAsync(folder, Snapshot, content[..position], content, position, allowNextLine: true);
        }
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_while_the_files_it_replaced_are_still_there()
    {
        var folder = new MemoryStateFolder();
        await using (var journal = await TestJournal.OpenAsync(folder))
        {
            await journal.AppendAsync(0);
            await journal.SnapshotAsync(TestJournal.Totals(1), CancellationToken.None);
            await journal.AppendAsync(1);
            folder.Before = (operation, name) =>
                operation == StateOperation.Delete && !name.EndsWith(".tmp", StringComparison.Ordinal) ? new IOException("busy") : null;
            await journal.SnapshotAsync(TestJournal.Totals(2), CancellationToken.None);
            await journal.AppendAsync(2);
        }

        folder.Before = null;
        var newest = folder.Files["snapshot-0000000003.jsonl"];
        folder.Put("snapshot-0000000003.jsonl", Flip(newest, newest.Length / 2));
        var logger = new ListLogger();
        var replay = new CollectingReplay();
        await using (await TestJournal.OpenAsync(folder, replay, options => options with { Logger = logger }))
        {
            Assert.Equal([0], replay.Items);
            Assert.Equal([1, 2], replay.Records.Select(record => record.Id));
            Assert.Contains("snapshot", Assert.Single(logger.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_record_that_was_taken_out_of_a_closed_journal_is_missed()
    {
        var folder = await WriteAsync([1, 1, 1]);
        var lines = Encoding.UTF8.GetString(folder.Files[folder.LastJournal]).Split('\n').ToList();
        lines.RemoveAt(2);
        folder.Put(folder.LastJournal, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Equal(BatchErrorCode.Provider, error.Code);
        Assert.Contains("3 records should come before it and 2 do", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("journal-0000000002.log")]
    [InlineData("journal-0000000001.log")]
    public async Task A_missing_journal_file_is_refused_by_name(string missing)
    {
        var folder = await WriteAsync([1, 1, 1, 1, 1], fileSize: 60);
        folder.Delete(missing);

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Equal(BatchErrorCode.Provider, error.Code);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_without_its_journal_file_is_refused()
    {
        var folder = await WriteAsync([2, 1], withSnapshot: true);
        folder.Delete("journal-0000000002.log");

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Contains("journal-0000000002.log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_under_the_name_of_another_is_refused()
    {
        var folder = await WriteAsync([1, 1, 1], fileSize: 60);
        folder.Put("journal-0000000002.log", folder.Files["journal-0000000001.log"]);

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Contains("header", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_intact_record_that_is_unknown_is_refused_with_its_place()
    {
        var folder = await WriteAsync([1]);
        var content = folder.Files[folder.LastJournal];
        folder.Put(folder.LastJournal, [.. content, .. Line("""{"other":true}""")]);

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Contains($"line 4 (byte {content.Length})", error.Message, StringComparison.Ordinal);
        Assert.Contains("knows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", BatchErrorCode.Provider)]
    [InlineData("{", BatchErrorCode.Provider)]
    [InlineData("""{"format":"something else","version":1}""", BatchErrorCode.Provider)]
    [InlineData("""{"format":"multibatch-local-state","version":3}""", BatchErrorCode.Unsupported)]
    public async Task A_folder_in_another_format_is_refused(string format, BatchErrorCode expected)
    {
        var folder = await WriteAsync([1]);
        folder.Put("format.json", Encoding.UTF8.GetBytes(format));

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Equal(expected, error.Code);
        Assert.Contains("format.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_as_such()
    {
        var folder = await WriteAsync([1]);
        folder.Put(folder.LastJournal, Line("""{"file":"journal","version":2,"number":1}""", '#'));

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_others_are_left_alone()
    {
        var folder = await WriteAsync([1]);
        string[] foreign = ["journal-1.log", "journal-000000000x.log", "snapshot-.jsonl", "notes.txt", "journal-0000000001.log.bak"];
        foreach (var name in foreign)
        {
            folder.Put(name, [1, 2, 3]);
        }

        Assert.Equal([0], (await TestJournal.ReadAsync(folder)).State);
        Assert.All(foreign, name => Assert.Equal([1, 2, 3], folder.Files[name]));
    }

    private static async Task<MemoryStateFolder> WriteAsync(
        int[] batches,
        bool isClosed = true,
        long fileSize = long.MaxValue,
        bool withSnapshot = false)
    {
        var folder = new MemoryStateFolder();
        var journal = await TestJournal.OpenAsync(
            folder,
            configure: options => options with
            {
                Time = new ManualTimeProvider(),
                LazyDelay = TimeSpan.FromHours(1),
                FileSize = new ByteSize(fileSize),
            });
        var next = 0;
        foreach (var size in batches)
        {
            await journal.AppendTogetherAsync([.. Enumerable.Range(next, size)]);
            next += size;
        }

        if (withSnapshot)
        {
            await journal.SnapshotAsync(TestJournal.Totals(next), CancellationToken.None);
        }

        var unclosed = folder.Copy();
        await journal.DisposeAsync();
        return isClosed ? folder : unclosed;
    }

    private static async Task ExpectRefusalAsync(
        MemoryStateFolder written,
        string name,
        byte[] damaged,
        byte[] original,
        int position,
        bool allowNextLine = false)
    {
        var folder = written.Copy();
        folder.Put(name, damaged);
        var before = folder.Files;

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(folder));

        Assert.Equal(BatchErrorCode.Provider, error.Code);
        Assert.Contains($"/state/{name}' is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        var place = Place().Match(error.Message);
        Assert.True(place.Success, error.Message);
        var offset = int.Parse(place.Groups["byte"].Value, CultureInfo.InvariantCulture);
        var line = int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture);
        var expected = LineStart(original, position);
        Assert.True(offset == expected || (allowNextLine && offset == position), $"byte {position}: {error.Message}");
        Assert.Equal(original.AsSpan(0, offset).Count((byte)'\n') + 1, line);
        Assert.Equal(before, folder.Files);
    }

    private static int LineStart(byte[] content, int position) => content.AsSpan(0, position).LastIndexOf((byte)'\n') + 1;

    private static byte[] Flip(byte[] content, int position)
    {
        var copy = (byte[])content.Clone();
        copy[position] ^= 0x04;
        return copy;
    }

    private static byte[] Line(string json, char mark = '+')
    {
        byte[] line = [.. new byte[9], .. Encoding.UTF8.GetBytes(json)];
        MultiBatch.Providers.Local.Journal.Format.LineFormat.WritePrefix(line, (byte)mark);
        return [.. line, (byte)'\n'];
    }

    [GeneratedRegex(@"line (?<line>\d+) \(byte (?<byte>\d+)\)")]
    private static partial Regex Place();
}
