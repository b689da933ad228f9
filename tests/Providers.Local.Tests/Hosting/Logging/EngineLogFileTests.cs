using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Hosting.Logging;
using MultiBatch.Providers.Local.Tests.Hosting.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Hosting.Logging;

public sealed class EngineLogFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string LogPath => _folder.State.LogFile;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_line_says_when_who_and_how_bad()
    {
        var log = new EngineLogFile(LogPath, EngineLogFile.DefaultSize, new ManualTimeProvider());

        log.LogInformation("Begun.");
        log.LogDebug("Too much.");
        log.LogWarning(new InvalidOperationException("no room"), "The disk of '{Folder}' is full.", "/s");

        var lines = File.ReadAllLines(LogPath);
        Assert.Equal($"2026-01-01T00:00:00.000Z [{Environment.ProcessId}] Information: Begun.", lines[0]);
        Assert.Equal($"2026-01-01T00:00:00.000Z [{Environment.ProcessId}] Warning: The disk of '/s' is full.", lines[1]);
        Assert.Equal("System.InvalidOperationException: no room", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task It_never_grows_far_beyond_its_size_and_keeps_the_latest_lines_whole()
    {
        const int Size = 20_000;
        var log = new EngineLogFile(LogPath, new ByteSize(Size), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var line = 0; line < 500; line++)
            {
                log.LogInformation("Line {Line} of {Writer}", line, writer);
            }
        })));

        log.LogInformation("Line {Line} of {Writer}", "last", 0);

        Assert.InRange(new FileInfo(LogPath).Length, 1, Size + 200);
        Assert.InRange(new FileInfo(LogPath + ".1").Length, Size, Size + 200);
        var kept = File.ReadAllLines(LogPath + ".1").Concat(File.ReadAllLines(LogPath)).ToList();
        Assert.All(kept, line => Assert.Matches(@"^\S+Z \[\d+\] Information: Line (\d+|last) of \d$", line));
        Assert.EndsWith("Line last of 0", kept[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nobody()
    {
        Directory.CreateDirectory(LogPath);
        var log = new EngineLogFile(LogPath, EngineLogFile.DefaultSize, TimeProvider.System);

        log.LogError("Lost.");

        Assert.Empty(new LogTail(LogPath).Read());
    }

    [Fact]
    public void The_tail_is_the_last_lines_since_it_was_begun()
    {
        File.WriteAllText(LogPath, "old\n");
        var tail = new LogTail(LogPath);
        Assert.Empty(tail.Read());

        File.AppendAllLines(LogPath, Enumerable.Range(0, 100).Select(line => $"new {line}"));

        var lines = tail.Read().Split(Environment.NewLine);
        Assert.Equal(20, lines.Length);
        Assert.Equal("new 80", lines[0]);
        Assert.Equal("new 99", lines[^1]);
    }

    [Fact]
    public void The_tail_of_a_log_that_was_put_aside_is_all_of_the_new_one()
    {
        File.WriteAllText(LogPath, new string('x', 1000));
        var tail = new LogTail(LogPath);
        File.Move(LogPath, LogPath + ".1");

        File.WriteAllText(LogPath, "fresh\n");

        Assert.Equal("fresh", tail.Read());
    }
}
