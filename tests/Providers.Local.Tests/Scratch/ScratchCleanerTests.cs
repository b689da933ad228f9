using MultiBatch.Providers.Local.Scratch;
using MultiBatch.Providers.Local.Tests.Processes.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Scratch;

public sealed class ScratchCleanerTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("multibatch-test-").FullName;
    private readonly ManualTimeProvider _time = new();
    private readonly AttemptFolders _folders;
    private readonly ScratchCleaner _cleaner;

    public ScratchCleanerTests()
    {
        _folders = new AttemptFolders(Path.Combine(_parent, "attempts"), "engine", _time);
        _cleaner = new ScratchCleaner(_folders, _time);
    }

    public void Dispose()
    {
        _cleaner.Dispose();
        Directory.Delete(_parent, recursive: true);
    }

    [Fact]
    public async Task The_scratch_folder_goes_and_the_logs_stay()
    {
        var paths = CreateAttempt("a-1");

        _cleaner.Remove("a-1", Retention.Logs);
        await _cleaner.FlushAsync(CancellationToken.None);

        Assert.False(Directory.Exists(paths.WorkFolder));
        Assert.False(File.Exists(paths.ScriptFile));
        Assert.True(File.Exists(paths.OutputFile));
        Assert.True(File.Exists(paths.StateFile));
    }

    [Fact]
    public async Task Everything_goes_when_nothing_is_kept()
    {
        var paths = CreateAttempt("a-1");

        _cleaner.Remove("a-1", Retention.Nothing);
        await _cleaner.FlushAsync(CancellationToken.None);

        Assert.False(Directory.Exists(paths.Folder));
    }

    [Fact]
    public async Task Nothing_is_removed_while_attempts_start()
    {
        var paths = CreateAttempt("a-1");
        _cleaner.Remove("a-1", Retention.Logs);

        for (var i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            CreateAttempt($"b-{i}");
        }

        Assert.True(Directory.Exists(paths.WorkFolder));
        _time.Advance(TimeSpan.FromSeconds(11));
        await Eventually.TrueAsync(() => !Directory.Exists(paths.WorkFolder), "the scratch folder to go");
    }

    [Fact]
    public async Task What_waited_too_long_is_removed_all_the_same()
    {
        var paths = CreateAttempt("a-1");
        _cleaner.Remove("a-1", Retention.Logs);

        for (var i = 0; i < 160; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            CreateAttempt($"b-{i}");
        }

        await Eventually.TrueAsync(() => !Directory.Exists(paths.WorkFolder), "the scratch folder to go");
    }

    [Fact]
    public async Task At_the_start_unknown_attempts_go_and_what_was_not_finished_is_done()
    {
        var orphan = CreateAttempt("orphan");
        var ended = CreateAttempt("ended");
        var running = CreateAttempt("running");
        var kept = CreateAttempt("cleaned");
        Directory.Delete(kept.WorkFolder, recursive: true);
        File.Delete(kept.ScriptFile);

        var count = _cleaner.Sweep(id => id switch
        {
            "orphan" => Retention.Nothing,
            "running" => Retention.Everything,
            _ => Retention.Logs,
        });
        await _cleaner.FlushAsync(CancellationToken.None);

        Assert.Equal(2, count);
        Assert.False(Directory.Exists(orphan.Folder));
        Assert.False(Directory.Exists(ended.WorkFolder));
        Assert.True(File.Exists(ended.OutputFile));
        Assert.True(File.Exists(Path.Combine(running.WorkFolder, "file")));
    }

    [Fact]
    public async Task Thousands_go_in_batches()
    {
        var all = Enumerable.Range(0, 2500).Select(i => _folders.Create($"a-{i}")).ToList();
        all.ForEach(paths => _cleaner.Remove(paths.AttemptId, Retention.Nothing));

        await _cleaner.FlushAsync(CancellationToken.None);

        Assert.Empty(_folders.List());
    }

    private AttemptPaths CreateAttempt(string id)
    {
        var paths = _folders.Create(id);
        File.WriteAllText(paths.OutputFile, "out");
        File.WriteAllText(paths.StateFile, "pid 1 \nexit 0\n");
        File.WriteAllText(paths.ScriptFile, "echo");
        File.WriteAllText(Path.Combine(paths.WorkFolder, "file"), "x");
        return paths;
    }
}
