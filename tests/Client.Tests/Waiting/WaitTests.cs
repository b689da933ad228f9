using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.Time;
using MultiBatch.Waiting;

namespace MultiBatch.Client.Tests.Waiting;

public sealed class WaitTests
{
    private static readonly JobReference Reference = new(ScriptedProvider.ProviderName, "1");

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_job_that_has_ended_is_given_at_once_in_one_call()
    {
        Script(ScriptedProvider.NewJob("1", JobState.Succeeded, 1));
        await using var client = Clients.Of(_provider, _clock);

        var job = await client.WaitAsync(Reference).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(1, _provider.Count("get"));
    }

    [Fact]
    public async Task Progress_never_goes_back_whatever_order_the_replies_come_in()
    {
        Script(
            Job(JobState.Queued), Job(JobState.Running, 1), Job(JobState.Queued), Job(JobState.Unknown), Job(JobState.Queued, 2),
            Job(JobState.Running, 1), Job(JobState.Running, 2), Job(JobState.Starting, 2), Job(JobState.Failed, 2));
        var told = new List<JobProgress>();
        await using var client = Clients.Of(_provider, _clock);

        var ended = await _clock.DriveAsync(client.WaitAsync(Reference, new WaitOptions { Progress = new Sink<Job>(job => told.Add(job.Progress)) }));

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal(
            [new(1, 0, JobState.Queued), new(1, 1, JobState.Running), new(1, 2, JobState.Queued), new(1, 2, JobState.Running), new(1, 2, JobState.Failed)],
            told);
    }

    [Fact]
    public async Task A_job_is_looked_at_soon_after_news_and_ever_later_without()
    {
        var times = new List<double>();
        var began = _clock.GetUtcNow();
        _provider.OnGet = (references, _) =>
        {
            times.Add((_clock.GetUtcNow() - began).TotalSeconds);
            return Task.FromResult<IReadOnlyList<Job?>>([times.Count < 6 ? Job(JobState.Queued) : times.Count < 8 ? Job(JobState.Running, 1) : Job(JobState.Succeeded, 1)]);
        };
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.WaitAsync(Reference));

        Assert.Equal([2, 3, 4.5, 6.75, 10.125, 2, 3], times.Zip(times.Skip(1), (first, second) => Math.Round(second - first, 2)).Select(gap => gap is 10.13 or 10.12 ? 10.125 : gap));
    }

    [Fact]
    public async Task The_longest_interval_is_not_passed()
    {
        var (last, longest) = (_clock.GetUtcNow(), TimeSpan.Zero);
        var looks = 0;
        _provider.OnGet = (_, _) =>
        {
            var gap = _clock.GetUtcNow() - last;
            (last, longest) = (_clock.GetUtcNow(), gap > longest ? gap : longest);
            return Task.FromResult<IReadOnlyList<Job?>>([Job(++looks < 40 ? JobState.Running : JobState.Succeeded, 1)]);
        };
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.WaitAsync(Reference));

        Assert.Equal(TimeSpan.FromSeconds(30), longest);
    }

    [Fact]
    public async Task Thousands_of_jobs_are_watched_in_few_full_calls()
    {
        const int Jobs = 5_000;
        var began = _clock.GetUtcNow();
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references
            .Select(reference => (Job?)ScriptedProvider.NewJob(reference.Id, _clock.GetUtcNow() - began > TimeSpan.FromSeconds(60) ? JobState.Succeeded : JobState.Running, 1))
            .ToList());
        await using var client = Clients.Of(_provider, _clock);

        var references = Enumerable.Range(0, Jobs).Select(number => new JobReference(ScriptedProvider.ProviderName, $"{number}"));
        var ended = await _clock.DriveAsync(client.WaitManyAsync(references).ToListAsync().AsTask());

        // 50 full calls a look; at 0, 2, 5, 9.5, 16, 26, 42 and 65 seconds.
        Assert.Equal(Jobs, ended.Select(job => job.Reference).Distinct().Count());
        Assert.InRange(_provider.Count("get"), 50 * 7, 50 * 10);
        Assert.All(_provider.Calls.Where(call => call.Operation == "get"), call => Assert.Equal(100, call.Items));
    }

    [Fact]
    public async Task Several_waits_for_one_job_share_its_looks()
    {
        Script(Job(JobState.Running, 1), Job(JobState.Running, 1), Job(JobState.Succeeded, 1));
        await using var client = Clients.Of(_provider, _clock);

        var waits = Enumerable.Range(0, 20).Select(_ => client.WaitAsync(Reference)).ToList();
        await _clock.DriveAsync(Task.WhenAll(waits));

        // Looks that are not shared would be 60; a wait that begins late on a busy machine may add one of its own.
        Assert.InRange(_provider.Count("get"), 3, 12);
    }

    [Fact]
    public async Task Jobs_are_given_out_once_each_as_they_end()
    {
        var looks = 0;
        _provider.OnGet = (references, _) =>
        {
            looks++;
            return Task.FromResult<IReadOnlyList<Job?>>(references
                .Select(reference => (Job?)ScriptedProvider.NewJob(reference.Id, looks >= int.Parse(reference.Id, null) ? JobState.Succeeded : JobState.Running, 1)).ToList());
        };
        await using var client = Clients.Of(_provider, _clock);

        var references = new[] { 3, 1, 2, 1 }.Select(number => new JobReference(ScriptedProvider.ProviderName, $"{number}"));
        var ended = await _clock.DriveAsync(client.WaitManyAsync(references).ToListAsync().AsTask());

        Assert.Equal(["1", "2", "3"], ended.Select(job => job.Reference.Id));
    }

    [Fact]
    public async Task A_job_that_is_not_seen_for_a_moment_after_its_submit_is_waited_for()
    {
        Script(null, null, Job(JobState.Running, 1), null, Job(JobState.Succeeded, 1));
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(JobState.Succeeded, (await _clock.DriveAsync(client.WaitAsync(Reference))).State);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(60, 60)]
    public async Task A_job_that_stays_away_is_not_found_once_the_settle_time_is_over(int settleSeconds, int patience)
    {
        _provider.Rates = new ServiceRates { SettleTime = TimeSpan.FromSeconds(settleSeconds) };
        await using var client = Clients.Of(_provider, _clock);
        var began = _clock.GetUtcNow();

        var error = await _clock.DriveToErrorAsync(client.WaitAsync(Reference));

        Assert.Equal(BatchErrorCode.NotFound, error.Code);
        Assert.Equal(Reference.ToString(), error.Resource);
        Assert.InRange((_clock.GetUtcNow() - began).TotalSeconds, patience, patience + 2);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_ends_and_leaves_the_job_alone()
    {
        Script(Job(JobState.Running, 1));
        await using var client = Clients.Of(_provider, _clock);
        var began = _clock.GetUtcNow();

        var error = await _clock.DriveToErrorAsync(client.WaitAsync(Reference, new WaitOptions { Timeout = TimeSpan.FromMinutes(5) }), timers: 2);

        Assert.Equal(BatchErrorCode.Timeout, error.Code);
        Assert.Equal(TimeSpan.FromMinutes(5), _clock.GetUtcNow() - began);
        Assert.Equal(0, _provider.Count("stop"));
    }

    [Fact]
    public async Task Of_many_each_that_is_late_or_missing_has_its_own_outcome()
    {
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references
            .Select(reference => reference.Id switch
            {
                "missing" => null,
                "late" => ScriptedProvider.NewJob("late", JobState.Running, 1),
                var id => (Job?)ScriptedProvider.NewJob(id, JobState.Succeeded, 1),
            }).ToList());
        await using var client = Clients.Of(_provider, _clock);
        var references = new[] { "late", "missing", "done" }.Select(id => new JobReference(ScriptedProvider.ProviderName, id)).ToList();
        var options = new WaitOptions { Timeout = TimeSpan.FromMinutes(1) };

        await using var runner = new ClockRunner(_clock);
        var outcomes = await client.WaitOutcomesAsync(references, options).ToListAsync();
        var given = new List<Job>();
        var error = await Assert.ThrowsAsync<BatchException>(async () =>
        {
            await foreach (var job in client.WaitManyAsync(references, options))
            {
                given.Add(job);
            }
        });

        Assert.Equal(
            ["done: ", "late: Timeout", "missing: NotFound"],
            outcomes.Select(outcome => $"{outcome.Reference.Id}: {outcome.Error?.Code}").Order());
        Assert.Equal("done", Assert.Single(given).Reference.Id);
        Assert.Contains("2 jobs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_wait_touches_no_job_and_no_other_wait()
    {
        Script(Job(JobState.Running, 1), Job(JobState.Running, 1), Job(JobState.Running, 1), Job(JobState.Succeeded, 1));
        using var cancel = new CancellationTokenSource();
        await using var client = Clients.Of(_provider, _clock);

        var cancelled = client.WaitAsync(Reference, cancellationToken: cancel.Token);
        var other = client.WaitAsync(Reference);
        await _clock.WaitForTimersAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(JobState.Succeeded, (await _clock.DriveAsync(other)).State);
        Assert.Equal(0, _provider.Count("stop"));
    }

    [Fact]
    public async Task Errors_that_pass_do_not_end_a_wait()
    {
        var looks = 0;
        _provider.OnGet = (_, _) => ++looks < 20 ? throw Faults.Refused() : Task.FromResult<IReadOnlyList<Job?>>([Job(JobState.Succeeded, 1)]);
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(JobState.Succeeded, (await _clock.DriveAsync(client.WaitAsync(Reference))).State);
    }

    [Fact]
    public async Task A_reference_the_service_chokes_on_ends_its_own_wait_only()
    {
        _provider.OnGet = (references, _) => references.Any(reference => reference.Id == "odd")
            ? throw new BatchException(BatchErrorCode.InvalidSpec, "'odd' is no id.")
            : Task.FromResult<IReadOnlyList<Job?>>(references.Select(reference => (Job?)ScriptedProvider.NewJob(reference.Id, JobState.Succeeded, 1)).ToList());
        await using var client = Clients.Of(_provider, _clock);
        var references = Enumerable.Range(0, 30).Select(number => new JobReference(ScriptedProvider.ProviderName, number == 17 ? "odd" : $"{number}"));

        var outcomes = await _clock.DriveAsync(client.WaitOutcomesAsync(references).ToListAsync().AsTask());

        Assert.Equal("odd", Assert.Single(outcomes, outcome => outcome.Error is not null).Reference.Id);
        Assert.Equal(29, outcomes.Count(outcome => outcome.Job?.State == JobState.Succeeded));
    }

    [Fact]
    public async Task Nobody_may_look_is_told_to_all_at_once()
    {
        _provider.OnGet = (_, _) => throw Faults.Denied();
        await using var client = Clients.Of(_provider, _clock);
        var references = Enumerable.Range(0, 30).Select(number => new JobReference(ScriptedProvider.ProviderName, $"{number}"));

        var outcomes = await _clock.DriveAsync(client.WaitOutcomesAsync(references).ToListAsync().AsTask());

        Assert.All(outcomes, outcome => Assert.Equal(BatchErrorCode.PermissionDenied, outcome.Error!.Code));
        Assert.Equal(1, _provider.Count("get"));
    }

    [Fact]
    public async Task A_listener_that_fails_ends_its_own_wait_only()
    {
        Script(Job(JobState.Running, 1), Job(JobState.Succeeded, 1));
        await using var client = Clients.Of(_provider, _clock);

        var failing = client.WaitAsync(Reference, new WaitOptions { Progress = new Sink<Job>(_ => throw new FormatException("mine")) });
        var other = client.WaitAsync(Reference);

        await Assert.ThrowsAsync<FormatException>(() => failing);
        Assert.Equal(JobState.Succeeded, (await _clock.DriveAsync(other)).State);
    }

    [Fact]
    public async Task Waiting_for_nothing_ends_at_once()
    {
        await using var client = Clients.Of(_provider, _clock);

        Assert.Empty(await client.WaitManyAsync([]).ToListAsync());
        Assert.Empty(_provider.Calls);
    }

    [Fact]
    public async Task Disposing_the_client_ends_its_waits()
    {
        Script(Job(JobState.Running, 1));
        var client = Clients.Of(_provider, _clock);
        var wait = client.WaitAsync(Reference);
        await _clock.WaitForTimersAsync();

        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.WaitAsync(Reference));
        Assert.Equal(0, _clock.PendingTimers);
    }

    private static Job Job(JobState state, int attempt = 0) => ScriptedProvider.NewJob("1", state, attempt);

    /// <summary>The replies to looks, in order; the last one repeats.</summary>
    private void Script(params Job?[] replies)
    {
        var steps = new Queue<Job?>(replies);
        _provider.OnGet = (references, _) =>
            Task.FromResult<IReadOnlyList<Job?>>(references.Select(_ => steps.Count > 1 ? steps.Dequeue() : steps.Peek()).ToList());
    }
}
