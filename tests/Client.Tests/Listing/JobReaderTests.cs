using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Listing;

public sealed class JobReaderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new() { Rates = new ServiceRates { GetBatchSize = 10 } };

    [Fact]
    public async Task Many_jobs_are_read_in_full_calls_and_given_in_order()
    {
        _provider.OnGet = async (references, _) =>
        {
            // Later chunks answer first.
            await Task.Yield();
            return references.Select(reference => int.Parse(reference.Id, null) % 7 == 0 ? null : ScriptedProvider.NewJob(reference.Id)).ToList();
        };
        await using var client = Clients.Of(_provider, _clock);
        var references = Enumerable.Range(0, 105).Select(References).ToList();

        var found = await client.FindJobsAsync(references).ToListAsync();
        var jobs = await client.GetJobsAsync(references).ToListAsync();

        Assert.Equal(105, found.Count);
        Assert.All(Enumerable.Range(0, 105), number => Assert.Equal(number % 7 == 0 ? null : $"{number}", found[number]?.Reference.Id));
        Assert.Equal(found.OfType<Job>(), jobs);
        Assert.Equal(22, _provider.Count("get"));
    }

    [Fact]
    public async Task Only_what_is_read_is_fetched_some_calls_ahead()
    {
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references.Select(reference => (Job?)ScriptedProvider.NewJob(reference.Id)).ToList());
        await using var client = Clients.Of(_provider, _clock, options => options with { MaxConcurrentCalls = 2 });

        await client.GetJobsAsync(Enumerable.Range(0, 1_000).Select(References)).Take(5).ToListAsync();

        Assert.InRange(_provider.Count("get"), 1, 2);
    }

    [Fact]
    public async Task Lists_read_pages_as_they_are_needed_and_filter_again()
    {
        var pages = new List<string?>();
        _provider.OnList = (query, token) =>
        {
            pages.Add(token);
            var page = token is null ? 0 : int.Parse(token, null);
            return new Page<Job>(
                [ScriptedProvider.NewJob($"{page}a", JobState.Failed), ScriptedProvider.NewJob($"{page}b", JobState.Running)],
                page < 9 ? $"{page + 1}" : null);
        };
        await using var client = Clients.Of(_provider, _clock);
        var failed = new JobQuery { States = [JobState.Failed] };

        var first = await client.ListJobsAsync(failed).Take(2).ToListAsync();
        Assert.Equal(["0a", "1a"], first.Select(job => job.Reference.Id));
        Assert.Equal([null, "1"], pages);
        Assert.Equal(10, await client.ListJobsAsync(failed).CountAsync());

        var page = await client.ListJobPagesAsync(failed, "7").FirstAsync();
        Assert.Equal("7a", Assert.Single(page.Items).Reference.Id);
        Assert.Equal("8", page.ContinuationToken);
    }

    [Fact]
    public async Task A_stale_reply_never_shows_a_job_going_back()
    {
        var replies = new Queue<Job>(
        [
            ScriptedProvider.NewJob("1", JobState.Running, 1), ScriptedProvider.NewJob("1", JobState.Queued), ScriptedProvider.NewJob("1", JobState.Succeeded, 1),
            ScriptedProvider.NewJob("1", JobState.Running, 1),
        ]);
        _provider.OnGet = (_, _) => Task.FromResult<IReadOnlyList<Job?>>([replies.Dequeue()]);
        _provider.OnList = (_, _) => new Page<Job>([ScriptedProvider.NewJob("1", JobState.Submitted)], null);
        await using var client = Clients.Of(_provider, _clock);

        var states = new List<JobState>();
        for (var look = 0; look < 4; look++)
        {
            states.Add((await client.GetJobAsync(References(1))).State);
            states.Add((await client.ListJobsAsync().FirstAsync()).State);
        }

        Assert.Equal(
            [
                JobState.Running, JobState.Running, JobState.Running, JobState.Running,
                JobState.Succeeded, JobState.Succeeded, JobState.Succeeded, JobState.Succeeded,
            ],
            states);
    }

    [Fact]
    public async Task A_restart_in_place_is_no_going_back_and_unknown_is_shown_as_unknown()
    {
        var replies = new Queue<Job>(
        [
            ScriptedProvider.NewJob("1", JobState.Failed, 1), ScriptedProvider.NewJob("1", JobState.Queued) with { Run = 2 },
            ScriptedProvider.NewJob("1", JobState.Unknown) with { Run = 2, NativeState = "HIBERNATING" }, ScriptedProvider.NewJob("1", JobState.Failed, 1),
        ]);
        _provider.OnGet = (_, _) => Task.FromResult<IReadOnlyList<Job?>>([replies.Dequeue()]);
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(JobState.Failed, (await client.GetJobAsync(References(1))).State);
        Assert.Equal((2, JobState.Queued), await LookAsync());
        Assert.Equal((2, JobState.Unknown), await LookAsync());
        Assert.Equal((2, JobState.Queued), await LookAsync());

        async Task<(int Run, JobState State)> LookAsync()
        {
            var job = await client.GetJobAsync(References(1));
            return (job.Run, job.State);
        }
    }

    [Fact]
    public async Task References_name_the_connection_and_those_of_others_are_refused()
    {
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>([ScriptedProvider.NewJob(references[0].Id)]);
        await using var client = Clients.Of(_provider, _clock, options => options with { ConnectionName = "prod" });

        Assert.Equal("prod", (await client.GetJobAsync(References(1))).Reference.Connection);
        Assert.Equal("prod", (await client.SubmitAsync(Clients.Spec)).Reference.Connection);
        foreach (var foreign in new[] { "aws:1", "scripted:test/main/1" })
        {
            var error = await Assert.ThrowsAsync<BatchException>(() => client.GetJobAsync(JobReference.Parse(foreign)));
            Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
            Assert.Contains("Use a client of that connection", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_provider_that_answers_for_other_jobs_than_asked_is_not_believed()
    {
        _provider.OnGet = (_, _) => Task.FromResult<IReadOnlyList<Job?>>([]);
        await using var client = Clients.Of(_provider, _clock);

        var error = await Assert.ThrowsAsync<BatchException>(() => client.GetJobAsync(References(1)));

        Assert.Contains("described 0 jobs where 1 were asked for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_are_listed_whole_from_a_service_with_odd_pages()
    {
        await using var simulated = new Simulated(new InMemoryOptions { EmptyPages = true, PageSize = 37, ListsIgnoreFilters = true });
        await simulated.Client.SubmitManyAsync(Enumerable.Range(0, 2_000).Select(number => new JobSpec
        {
            Name = number % 2 == 0 ? "even" : "odd", Command = ["true"],
        })).ToListAsync();

        Assert.Equal(2_000, await simulated.Client.ListJobsAsync().Select(job => job.Reference).Distinct().CountAsync());
        Assert.Equal(1_000, await simulated.Client.ListJobsAsync(new JobQuery { Name = "EVEN" }).CountAsync());
    }

    private static JobReference References(int number) => new(ScriptedProvider.ProviderName, $"{number}");
}
