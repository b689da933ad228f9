using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Reading;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Reading;

public sealed class ReadLogTests
{
    private static readonly JobReference Reference = new(ScriptedProvider.ProviderName, "1");

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();
    private readonly FakeLog _log = new(pageBytes: 7);
    private Job _job = ScriptedProvider.NewJob("1", JobState.Succeeded, 1);

    public ReadLogTests()
    {
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references.Select(reference => (Job?)_job).ToList());
        _provider.OnLog = _log.Read;
    }

    [Fact]
    public async Task Lines_cut_by_pages_are_whole_again()
    {
        _log.Write("@1", "short\na line that is longer than a page\nümläute\n\nno newline");
        await using var client = Clients.Of(_provider, _clock);

        var entries = await client.ReadLogAsync(Reference).ToListAsync();

        Assert.Equal(["short", "a line that is longer than a page", "ümläute", "", "no newline"], entries.Select(entry => entry.Text));
        Assert.Equal([true, true, true, true, false], entries.Select(entry => entry.EndsLine));
    }

    [Fact]
    public async Task Where_lines_are_all_that_is_kept_nothing_is_joined()
    {
        _provider.Logs = _provider.Logs! with { Fidelity = LogFidelity.Lines };
        var pages = new Queue<LogPage>([Page("1", false, "one"), Page("2", true, "two")]);
        _provider.OnLog = _ => pages.Dequeue();
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(["one", "two"], (await client.ReadLogAsync(Reference).ToListAsync()).Select(entry => entry.Text));

        static LogPage Page(string token, bool isComplete, string line) =>
            new([new LogEntry(Reference, LogStreamKind.All, System.Text.Encoding.UTF8.GetBytes(line))], token, isComplete);
    }

    [Fact]
    public async Task Streams_that_take_turns_keep_their_own_unfinished_lines()
    {
        var pages = new Queue<LogPage>(
        [
            new([Entry(LogStreamKind.Output, "out "), Entry(LogStreamKind.Error, "err ")], "1", false),
            new([Entry(LogStreamKind.Error, "line\n"), Entry(LogStreamKind.Output, "line\n")], "2", true),
        ]);
        _provider.OnLog = _ => pages.Dequeue();
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(["err line", "out line"], (await client.ReadLogAsync(Reference).ToListAsync()).Select(entry => entry.Text));

        static LogEntry Entry(LogStreamKind stream, string text) => new(Reference, stream, System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task Reading_ends_where_the_log_ends_for_now()
    {
        _job = _job with { State = JobState.Running };
        _log.Write("@1", "begun\nnot en", isComplete: false);
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(["begun", "not en"], (await client.ReadLogAsync(Reference).ToListAsync()).Select(entry => entry.Text));
    }

    [Theory]
    [InlineData(1, "three")]
    [InlineData(2, "two three")]
    [InlineData(9, "one two three")]
    public async Task The_tail_is_what_was_written_last(int lines, string expected)
    {
        _log.Write("@1", "one\ntwo\nthree\n");
        await using var client = Clients.Of(_provider, _clock);

        var entries = await client.ReadLogAsync(Reference, new LogOptions { TailLines = lines }).ToListAsync();

        Assert.Equal(expected, string.Join(' ', entries.Select(entry => entry.Text)));
        Assert.All(_log.Requests.Skip(1), request => Assert.Null(request.TailLines));
    }

    [Fact]
    public async Task The_latest_attempt_is_read_or_all_of_them_or_one()
    {
        _job = _job with { Attempt = 3 };
        _log.Write("@1", "first\n");
        _log.Write("@2", "second\n");
        _log.Write("@3", "third\n");
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(["third"], (await client.ReadLogAsync(Reference).ToListAsync()).Select(entry => entry.Text));
        Assert.Equal(["first", "second", "third"], (await client.ReadLogAsync(Reference, new LogOptions { AllAttempts = true }).ToListAsync()).Select(entry => entry.Text));
        Assert.Equal(["second"], (await client.ReadLogAsync(Reference with { Attempt = 2 }).ToListAsync()).Select(entry => entry.Text));
    }

    [Fact]
    public async Task Following_goes_on_over_attempts_until_the_job_has_ended_and_everything_was_read()
    {
        _job = _job with { State = JobState.Queued, Attempt = 0 };
        var steps = new Queue<Action>(
        [
            () => _job = _job with { State = JobState.Running, Attempt = 1 },
            () => _log.Write("@1", "one ", isComplete: false),
            () => _log.Write("@1", "one line\nla", isComplete: false),
            () => _job = _job with { State = JobState.Queued, Attempt = 2 },
            () => _log.Write("@1", "one line\nlast", isComplete: true),
            () => _job = _job with { State = JobState.Running, Attempt = 2 },
            () => _log.Write("@2", "again\n", isComplete: false),
            () => _job = _job with { State = JobState.Succeeded },
            () => _log.Write("@2", "again\nlate\n", isComplete: true),
        ]);
        _provider.OnGet = (_, _) =>
        {
            if (steps.Count > 0)
            {
                steps.Dequeue()();
            }

            return Task.FromResult<IReadOnlyList<Job?>>([_job]);
        };
        await using var client = Clients.Of(_provider, _clock);

        var entries = await _clock.DriveAsync(client.ReadLogAsync(Reference, new LogOptions { Follow = true }).ToListAsync().AsTask());

        Assert.Equal(["one line", "last", "again", "late"], entries.Select(entry => entry.Text));
        Assert.Equal([1, 1, 2, 2], entries.Select(entry => entry.Job.Attempt!.Value));
    }

    [Fact]
    public async Task Following_gives_a_log_that_never_says_it_is_complete_ten_seconds_after_the_end()
    {
        _log.Write("@1", "half", isComplete: false);
        await using var client = Clients.Of(_provider, _clock);
        var began = _clock.GetUtcNow();

        var entries = await _clock.DriveAsync(client.ReadLogAsync(Reference, new LogOptions { Follow = true }).ToListAsync().AsTask());

        Assert.Equal("half", Assert.Single(entries).Text);
        Assert.InRange((_clock.GetUtcNow() - began).TotalSeconds, 10, 16);
    }

    [Fact]
    public async Task The_log_of_a_job_that_never_ran_is_empty()
    {
        _job = _job with { State = JobState.Cancelled, Attempt = 0 };
        await using var client = Clients.Of(_provider, _clock);

        Assert.Empty(await client.ReadLogAsync(Reference, new LogOptions { Follow = true }).ToListAsync());
        Assert.Equal(0, _provider.Count("log"));
    }

    [Fact]
    public async Task Children_come_by_index_and_one_whose_log_is_gone_is_said_last()
    {
        _job = _job with { ArraySize = 3 };
        _provider.OnList = (query, _) => new Page<Job>(Enumerable.Range(0, 3).Select(index => _job with { Reference = query.ChildrenOf!.Child(index), ArraySize = null }).ToList(), null);
        _log.Write("#0@1", "zero\n");
        _log.Write("#2@1", "two\n");
        _provider.OnLog = request => request.Job.Index == 1 ? throw new BatchException(BatchErrorCode.NotFound, "The log was deleted.") : _log.Read(request);
        await using var client = Clients.Of(_provider, _clock);

        var read = new List<string>();
        var error = await Assert.ThrowsAsync<BatchException>(async () =>
        {
            await foreach (var entry in client.ReadLogAsync(Reference))
            {
                read.Add($"{entry.Job.Index} {entry.Text}");
            }
        });

        Assert.Equal(["0 zero", "2 two"], read);
        Assert.Equal(BatchErrorCode.NotFound, error.Code);
    }

    [Fact]
    public async Task Following_an_array_tells_what_each_child_has_to_say_as_it_comes()
    {
        _job = _job with { ArraySize = 2, State = JobState.Running };
        var round = 0;
        _provider.OnList = (query, _) =>
        {
            round++;
            _log.Write("#0@1", "a\n", isComplete: round > 1);
            _log.Write("#1@1", round == 1 ? "" : round == 2 ? "b\n" : "b\nc\n", isComplete: round > 2);
            _job = _job with { State = round > 2 ? JobState.Succeeded : JobState.Running };
            return new Page<Job>(Enumerable.Range(0, 2).Select(index => _job with { Reference = query.ChildrenOf!.Child(index), ArraySize = null }).ToList(), null);
        };
        await using var client = Clients.Of(_provider, _clock);

        var entries = await _clock.DriveAsync(client.ReadLogAsync(Reference, new LogOptions { Follow = true }).ToListAsync().AsTask());

        Assert.Equal(["0 a", "1 b", "1 c"], entries.Select(entry => $"{entry.Job.Index} {entry.Text}"));
    }

    [Fact]
    public async Task What_the_provider_does_not_keep_is_refused()
    {
        await using var client = Clients.Of(_provider, _clock);
        _provider.Logs = _provider.Logs! with { PerAttempt = false };
        await Refused(Reference, new LogOptions { AllAttempts = true });
        await Refused(Reference with { Attempt = 1 }, new LogOptions());
        _provider.Logs = null;
        await Refused(Reference, new LogOptions());
        Assert.Equal(0, _provider.Count("log"));

        async Task Refused(JobReference reference, LogOptions options)
        {
            var error = await Assert.ThrowsAsync<BatchException>(async () => await client.ReadLogAsync(reference, options).ToListAsync());
            Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        }
    }

    [Fact]
    public async Task Options_that_contradict_each_other_are_refused()
    {
        await using var client = Clients.Of(_provider, _clock);

        await Assert.ThrowsAsync<ArgumentException>(async () => await client.ReadLogAsync(Reference, new LogOptions { TailLines = 1, AllAttempts = true }).ToListAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await client.ReadLogAsync(Reference, new LogOptions { TailLines = -1 }).ToListAsync());
    }

    [Fact]
    public async Task Following_can_be_cancelled()
    {
        _job = _job with { State = JobState.Running };
        using var cancel = new CancellationTokenSource();
        await using var client = Clients.Of(_provider, _clock);

        var reading = client.ReadLogAsync(Reference, new LogOptions { Follow = true }, cancel.Token).ToListAsync().AsTask();
        await _clock.WaitForTimersAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}
