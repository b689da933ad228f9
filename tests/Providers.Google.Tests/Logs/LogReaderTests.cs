using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Wire.Logs;

namespace MultiBatch.Providers.Google.Tests.Logs;

public sealed class LogReaderTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("uid-group0-1", true)]
    [InlineData("task/uid-group0-1/0/0", true)]
    [InlineData("uid-group0-1/2/0", true)]
    [InlineData("uid-group0-10", false)]
    [InlineData("task/uid-group0-10/0/0", false)]
    [InlineData("other-group0-1", false)]
    public async Task Lines_of_task_10_are_not_those_of_task_1(string label, bool isOurs)
    {
        var service = new LittleService();
        service.Add("uid", tasks: 12);
        service.Log(Line(label, "text", 1));

        var page = await service.Connect().ReadLogAsync(new LogRequest { Job = LittleService.Reference.Child(1) }, default);

        Assert.Equal(isOurs ? ["text"] : [], page.Entries.Select(entry => entry.Text));
    }

    [Fact]
    public async Task Standard_error_is_told_by_its_severity()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Log(Line("uid-group0-0", "out", 1), Line("uid-group0-0", "err", 2, "ERROR"), Line("uid-group0-0", "more", 3, "DEFAULT"));
        var provider = service.Connect();

        var both = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference }, default);
        var error = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Stream = LogStreamKind.Error }, default);

        Assert.Equal([("out", LogStreamKind.Output), ("err", LogStreamKind.Error), ("more", LogStreamKind.Output)], both.Entries.Select(entry => (entry.Text, entry.Stream)));
        Assert.Equal(["err"], error.Entries.Select(entry => entry.Text));
    }

    [Fact]
    public async Task Reading_goes_on_where_it_stood_also_among_lines_of_one_moment()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Log(Line("uid-group0-0", "a", 1), Line("uid-group0-0", "b", 1));
        var provider = service.Connect();

        var first = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference }, default);
        service.Log(Line("uid-group0-0", "c", 1), Line("uid-group0-0", "d", 2));
        var second = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Token = first.NextToken }, default);
        var third = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Token = second.NextToken }, default);

        Assert.Equal(["a b", "c d", ""], new[] { first, second, third }.Select(page => string.Join(' ', Texts(page))));
        Assert.False(third.IsComplete);
    }

    [Fact]
    public async Task A_log_is_complete_only_when_its_last_lines_have_had_the_time_to_arrive()
    {
        var service = new LittleService();
        service.Add("uid", state: "SUCCEEDED");
        var provider = service.Connect();

        var early = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference }, default);
        service.Clock.Advance(TimeSpan.FromSeconds(16));
        service.Log(Line("uid-group0-0", "late", 1));
        var lines = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Token = early.NextToken }, default);
        var end = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Token = lines.NextToken }, default);

        Assert.False(early.IsComplete);
        Assert.Equal(["late"], Texts(lines));
        Assert.True(end.IsComplete);
    }

    [Fact]
    public async Task The_last_lines_are_read_from_the_end()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Log([.. Enumerable.Range(0, 50).Select(number => Line("uid-group0-0", $"line {number}", number))]);
        var provider = service.Connect();

        var tail = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, TailLines = 3 }, default);
        service.Log(Line("uid-group0-0", "new", 51));
        var next = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference, Token = tail.NextToken }, default);

        Assert.Equal(["line 47,line 48,line 49", "new"], new[] { tail, next }.Select(page => string.Join(',', Texts(page))));
    }

    [Fact]
    public async Task A_log_on_a_mount_is_read_from_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("mbg-path-").FullName;
        try
        {
            var service = new LittleService();
            service.Add("uid", tasks: 12, isLoggedToPath: true);
            var provider = service.Connect(Plans.Options with { LogsPath = "/mnt/disks/share/logs", LogsFolder = folder });
            var empty = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference.Child(1) }, default);
            var file = Path.Combine(folder, "output-uid.log");
            await File.WriteAllTextAsync(
                file,
                "[batch_task_logs]2026-01-01T00:00:01.5Z INFO: [task_id:task/uid-group0-1/0/0,runnable_index:0] hello: [x]\n"
                    + "[batch_task_logs]2026-01-01T00:00:02Z INFO: [task_id:task/uid-group0-10/0/0,runnable_index:0] other\n"
                    + "[batch_task_logs]2026-01-01T00:00:03Z ERROR: [task_id:task/uid-group0-1/0/0,runnable_index:0] oops\nhalf a li");

            var page = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference.Child(1), Token = empty.NextToken }, default);
            var end = await provider.ReadLogAsync(new LogRequest { Job = LittleService.Reference.Child(1), Token = page.NextToken }, default);

            Assert.Empty(empty.Entries);
            Assert.Equal([("hello: [x]", LogStreamKind.Output), ("oops", LogStreamKind.Error)], page.Entries.Select(entry => (entry.Text, entry.Stream)));
            Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, 500, TimeSpan.Zero), page.Entries[0].Time);
            Assert.Empty(end.Entries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Texts(LogPage page) => page.Entries.Select(entry => entry.Text).ToList();

    private static LoggedEntry Line(string task, string text, int second, string severity = "INFO") => new()
    {
        InsertId = Guid.NewGuid().ToString("n"),
        Timestamp = Start.AddSeconds(second),
        Severity = severity,
        TextPayload = text,
        Labels = new Dictionary<string, string> { ["job_uid"] = "uid", ["task_id"] = task },
    };
}
