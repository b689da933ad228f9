using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Journal.Storage;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateFolder _state;

    public StateFolderTests() => _state = new StateFolder(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_on_a_real_disk_comes_back_after_changes_of_file_snapshots_and_new_starts()
    {
        var next = 0;
        for (var start = 0; start < 3; start++)
        {
            var replay = new CollectingReplay();
            await using var journal = await TestJournal.OpenAsync(_state, replay, options => options with { FileSize = new ByteSize(500) });
            Assert.Equal(Enumerable.Range(0, next), replay.State);
            for (var end = next + 50; next < end; next++)
            {
                await journal.AppendAsync(next);
                if (next % 33 == 0)
                {
                    await journal.SnapshotAsync(TestJournal.Totals(next + 1), CancellationToken.None);
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, next), (await TestJournal.ReadAsync(_state)).State);
        Assert.DoesNotContain(_state.List(), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_torn_file_on_a_real_disk_is_cut_and_continued()
    {
        await using (var journal = await TestJournal.OpenAsync(_state))
        {
            await journal.AppendAsync(0);
            await journal.AppendAsync(1);
        }

        var path = Path.Combine(_folder.Path, "journal-0000000001.log");
        var content = await File.ReadAllTextAsync(path);
        var lastRecord = content.IndexOf("{\"Id\":1,", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, content[..(lastRecord + 3)]);
        await using (var journal = await TestJournal.OpenAsync(_state))
        {
            Assert.Equal(1, journal.Recovery.Records);
            await journal.AppendAsync(1);
            await journal.AppendAsync(2);
        }

        Assert.Equal([0, 1, 2], (await TestJournal.ReadAsync(_state)).State);
    }

    [Fact]
    public async Task The_journal_can_be_read_by_others_while_it_is_written()
    {
        await using var journal = await TestJournal.OpenAsync(_state);
        await journal.AppendAsync(42);

        await using var stream = new FileStream(
            Path.Combine(_folder.Path, "journal-0000000001.log"),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite);
        using var reader = new StreamReader(stream);

        Assert.Contains("\"Id\":42,", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_new_folder_is_closed_to_other_users()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows folders inherit their access lists.");
        _state.Lock().Dispose();

#pragma warning disable CA1416 // Skipped on Windows.
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_folder.Path));
#pragma warning restore CA1416
    }

    [SkippableFact]
    public async Task A_folder_that_may_not_be_written_is_refused_by_name()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The administrator may write everywhere.");
        Directory.CreateDirectory(_folder.Path);
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416

        var error = await Assert.ThrowsAsync<BatchException>(() => TestJournal.OpenAsync(_state));

        Assert.Equal(BatchErrorCode.PermissionDenied, error.Code);
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_full_disk_is_recognised_as_one()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        using var file = new StateFile("/dev/full", FileMode.Open);

        var error = Assert.ThrowsAny<Exception>(() => file.Write([1, 2, 3], 0, 3));

        Assert.True(StorageFault.IsDiskFull(error));
        Assert.False(StorageFault.IsRefused(error));
    }

    [Fact]
    public void Syncing_a_folder_that_is_gone_is_an_error()
    {
        _state.Lock().Dispose();
        _state.Sync();
        Directory.Delete(_folder.Path, recursive: true);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => _state.Sync());
        }
    }

    [Fact]
    public void Parents_that_are_missing_are_created()
    {
        var deep = new StateFolder(Path.Combine(_folder.Path, "a", "b"), TimeProvider.System);

        deep.Lock().Dispose();

        Assert.True(Directory.Exists(deep.Path));
    }
}
