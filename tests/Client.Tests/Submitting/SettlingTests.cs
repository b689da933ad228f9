using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Submitting;

/// <summary>What becomes of one submit, by what its sends and its look-ups give.</summary>
public sealed class SettlingTests
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();

    /// <summary>Sends, look-ups (the last of each repeats), settle time, and what comes out.</summary>
    public static TheoryData<string, string, bool, string, int, int> Table => new()
    {
        // sends, look-ups, settle time or exact, outcome, sends made, look-ups made
        { "ok", "", false, "job", 1, 0 },
        { "refused refused ok", "", false, "job", 3, 0 },
        { "throttled ok", "", false, "job", 2, 0 },
        { "denied", "", false, "PermissionDenied None", 1, 0 },
        { "refused", "", false, "Unavailable None", 6, 0 },
        { "lost", "found", false, "job", 1, 1 },
        { "lost ok", "absent", false, "job", 2, 1 },
        { "lost ok", "partial", false, "job", 2, 1 },
        { "lost lost ok", "partial absent", false, "job", 3, 2 },
        { "lost", "absent", false, "Unavailable None", 6, 6 },
        { "lost", "partial", false, "SubmissionUnknown Unknown", 6, 6 },
        { "lost denied", "partial", false, "SubmissionUnknown Unknown", 2, 1 },
        { "lost denied", "absent", false, "PermissionDenied None", 2, 1 },
        { "lost", "inconclusive", false, "SubmissionUnknown Unknown", 1, 1 },
        { "lost", "inconclusive inconclusive found", true, "job", 1, 3 },
        { "lost ok", "inconclusive absent", true, "job", 2, 3 },
        { "lost", "inconclusive", true, "SubmissionUnknown Unknown", 1, -1 },
        { "lost", "denied", true, "SubmissionUnknown Unknown", 1, 1 },
        { "lost", "refused refused found", false, "job", 1, 3 },
        { "applied", "found", false, "job", 1, 1 },
        { "exists", "found", false, "job", 1, 1 },
        { "exists", "absent", false, "AlreadyExists None", 1, 1 },
        { "exists", "inconclusive", false, "AlreadyExists None", 1, 1 },
        { "short", "found", false, "job", 1, 1 },
        { "call-lost", "found", false, "job", 1, 1 },
        { "call-refused ok", "", false, "job", 2, 0 },
        { "call-denied", "", false, "PermissionDenied None", 1, 0 },
        { "call-broke ok", "absent", false, "job", 2, 1 },
        { "call-given-up", "found", false, "job", 1, 1 },
        { "late", "", false, "Throttled None", 1, 0 },
    };

    /// <summary>The same for a submit whose id the caller gave: somebody may have sent it before.</summary>
    public static TheoryData<string, string, bool, string, int, int> GivenIds => new()
    {
        { "ok", "absent", false, "job", 1, 1 },
        { "ok", "found", false, "job", 0, 1 },
        { "ok", "partial", false, "job", 1, 1 },
        { "ok", "inconclusive found", true, "job", 0, 2 },
        { "ok", "denied", true, "PermissionDenied None", 0, 1 },
        { "ok", "refused", false, "Unavailable None", 0, 6 },
        { "denied", "partial", false, "SubmissionUnknown Unknown", 1, 1 },
        { "lost", "absent found", false, "job", 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_submit_ends_as_the_table_says(string sends, string lookups, bool settles, string outcome, int sendsMade, int lookupsMade) =>
        CheckAsync(new SubmitOptions(), sends, lookups, settles, outcome, sendsMade, lookupsMade);

    [Theory]
    [MemberData(nameof(GivenIds))]
    public Task A_submit_with_a_given_id_ends_as_the_table_says(string sends, string lookups, bool settles, string outcome, int sendsMade, int lookupsMade) =>
        CheckAsync(new SubmitOptions { SubmissionId = SubmissionId.FromText("nightly") }, sends, lookups, settles, outcome, sendsMade, lookupsMade);

    [Fact]
    public async Task The_last_look_comes_when_the_settle_time_is_over_and_nothing_is_sent_again()
    {
        var began = _clock.GetUtcNow();
        var looks = new List<TimeSpan>();
        Script("lost", "inconclusive", settles: true);
        var find = _provider.OnFind;
        _provider.OnFind = (key, token) =>
        {
            looks.Add(_clock.GetUtcNow() - began);
            return find(key, token);
        };
        await using var client = Clients.Of(_provider, _clock);

        var error = await _clock.DriveToErrorAsync(client.SubmitAsync(Clients.Spec));

        Assert.Equal(BatchErrorCode.SubmissionUnknown, error.Code);
        Assert.Equal(SettleTime, looks[^1]);
        Assert.InRange(looks.Count, 6, 15);
        Assert.Equal(1, _provider.Count("submit"));
        Assert.True(SubmissionId.TryParse(error.Resource, out _), $"'{error.Resource}' is the id to settle it with");
        Assert.Contains(error.Resource!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_id_that_is_not_seen_for_the_settle_time_is_sent_and_a_twin_that_turns_up_is_stopped()
    {
        Script("ok", "inconclusive", settles: true);
        var began = _clock.GetUtcNow();
        var sent = TimeSpan.Zero;
        var submit = _provider.OnSubmit;
        _provider.OnSubmit = (submissions, token) =>
        {
            sent = _clock.GetUtcNow() - began;
            _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup
            {
                Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key), Duplicates = [ScriptedProvider.NewJob("twin")],
            });
            return submit(submissions, token);
        };
        await using var client = Clients.Of(_provider, _clock);

        var options = new SubmitOptions { SubmissionId = SubmissionId.FromText("nightly") };
        var outcome = (await _clock.DriveAsync(client.SubmitManyAsync([Clients.Spec], options).ToListAsync().AsTask()))[0];

        Assert.Equal(SettleTime, sent);
        Assert.Equal("twin", Assert.Single(outcome.DuplicatesStopped).Reference.Id);
        Assert.Equal(1, _provider.Count("stop"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_turns_up_after_it_was_sent_again_goes_on_and_the_second_is_stopped(bool isSecondListed)
    {
        Script("lost ok", "absent", settles: true);
        var submit = _provider.OnSubmit;
        _provider.OnSubmit = async (submissions, token) =>
        {
            var results = await submit(submissions, token);
            if (results[0].Job is { } second)
            {
                _provider.OnFind = (_, _) => Task.FromResult(new SubmissionLookup
                {
                    Status = SubmissionStatus.Found, Job = second with { Reference = new JobReference(second.Reference.Provider, "first") }, Duplicates = isSecondListed ? [second] : [],
                });
            }

            return results;
        };
        await using var client = Clients.Of(_provider, _clock);

        var outcome = (await _clock.DriveAsync(client.SubmitManyAsync([Clients.Spec]).ToListAsync().AsTask()))[0];

        Assert.Equal("first", outcome.Job!.Reference.Id);
        Assert.NotEqual("first", Assert.Single(outcome.DuplicatesStopped).Reference.Id);
        Assert.Equal(1, _provider.Count("stop"));
    }

    [Fact]
    public async Task Duplicates_that_ended_already_are_left_alone()
    {
        Script("lost", "found", settles: false);
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup
        {
            Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key), Duplicates = [ScriptedProvider.NewJob("twin", JobState.Cancelled)],
        });
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));

        Assert.Equal(0, _provider.Count("stop"));
    }

    [Fact]
    public async Task A_duplicate_that_cannot_be_stopped_is_not_passed_over()
    {
        Script("lost", "found", settles: false);
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup
        {
            Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key), Duplicates = [ScriptedProvider.NewJob("twin")],
        });
        _provider.OnStop = _ => [Faults.Denied()];
        await using var client = Clients.Of(_provider, _clock);

        var error = await _clock.DriveToErrorAsync(client.SubmitAsync(Clients.Spec));

        Assert.Equal(BatchErrorCode.SubmissionUnknown, error.Code);
        Assert.Contains("second one could not be stopped", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other", "main", null, "its name is 'other'")]
    [InlineData("hello", "nights", null, "it is in queue 'nights'")]
    [InlineData("hello", "main", 7, "it is an array")]
    public async Task An_id_that_was_used_for_another_job_is_a_conflict(string name, string queue, int? size, string difference)
    {
        Script("ok", "found", settles: false);
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup
        {
            Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key) with { Name = name, Queue = queue, ArraySize = size },
        });
        await using var client = Clients.Of(_provider, _clock);

        var error = await _clock.DriveToErrorAsync(client.SubmitAsync(Clients.Spec, new SubmitOptions { SubmissionId = SubmissionId.FromText("nightly") }));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _provider.Count("submit"));
    }

    [Fact]
    public async Task A_job_whose_long_name_the_service_cut_is_still_ours()
    {
        var spec = Clients.Spec with { Name = new string('n', 120) };
        Script("lost", "found", settles: false);
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup
        {
            Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key) with { Name = key.JobName[..100] },
        });
        await using var client = Clients.Of(_provider, _clock);

        var job = await _clock.DriveAsync(client.SubmitAsync(spec));

        Assert.Equal(100, job.Name!.Length);
    }

    [Fact]
    public async Task The_wait_the_service_asks_for_is_kept()
    {
        Script("ok", string.Empty, settles: false);
        var times = new List<DateTimeOffset>();
        _provider.OnSubmit = (submissions, _) =>
        {
            times.Add(_clock.GetUtcNow());
            return Task.FromResult<IReadOnlyList<SubmitResult>>(
                [times.Count == 1 ? SubmitResult.Failed(submissions[0].Key.Id, Faults.Throttled(TimeSpan.FromSeconds(7))) : ScriptedProvider.Accepted(submissions[0])]);
        };
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));

        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Only_what_failed_of_a_batch_is_sent_again()
    {
        _provider.Rates = new ServiceRates { SubmitBatchSize = 10 };
        var sent = new List<List<string>>();
        _provider.OnSubmit = (submissions, _) =>
        {
            sent.Add(submissions.Select(submission => submission.Key.JobName).ToList());
            return Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(submission =>
                sent.Count == 1 && submission.Key.JobName is "b" ? SubmitResult.Failed(submission.Key.Id, Faults.Refused())
                : sent.Count == 1 && submission.Key.JobName is "c" ? SubmitResult.Failed(submission.Key.Id, Faults.ReplyLost())
                : submission.Key.JobName is "d" ? SubmitResult.Failed(submission.Key.Id, Faults.Denied())
                : ScriptedProvider.Accepted(submission)).ToList());
        };
        await using var client = Clients.Of(_provider, _clock);

        var specs = new[] { "a", "b", "c", "d" }.Select(name => Clients.Spec with { Name = name });
        var outcomes = await _clock.DriveAsync(client.SubmitManyAsync(specs).ToListAsync().AsTask());

        Assert.Equal([["a", "b", "c", "d"], ["b", "c"]], sent);
        Assert.Equal(["a", "b", "c"], outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Spec.Name).Order());
        Assert.Equal(BatchErrorCode.PermissionDenied, outcomes.Single(outcome => outcome.Spec.Name == "d").Error!.Code);
    }

    [Fact]
    public async Task A_partial_submit_is_completed_with_what_was_found()
    {
        Script("lost ok", "partial", settles: false);
        var resumed = new List<SubmissionLookup?>();
        var submit = _provider.OnSubmit;
        _provider.OnSubmit = (submissions, token) =>
        {
            resumed.Add(submissions[0].Resume);
            return submit(submissions, token);
        };
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));

        Assert.Null(resumed[0]);
        Assert.Equal("half", resumed[1]!.State);
    }

    private async Task CheckAsync(SubmitOptions options, string sends, string lookups, bool settles, string outcome, int sendsMade, int lookupsMade)
    {
        Script(sends, lookups, settles);
        await using var client = Clients.Of(_provider, _clock);
        var submit = client.SubmitAsync(Clients.Spec, options);
        var actual = "job";
        try
        {
            await _clock.DriveAsync(submit);
        }
        catch (BatchException error)
        {
            actual = $"{error.Code} {error.Effect}";
        }

        Assert.Equal(outcome, actual);
        Assert.Equal(sendsMade, _provider.Count("submit"));
        Assert.True(lookupsMade < 0 || lookupsMade == _provider.Count("find"), $"{_provider.Count("find")} look-ups");
    }

    private void Script(string sends, string lookups, bool settles)
    {
        _provider.Rates = new ServiceRates { SettleTime = settles ? SettleTime : TimeSpan.Zero };
        var (send, lookup) = (Repeating(sends), Repeating(lookups));
        _provider.OnSubmit = (submissions, _) =>
        {
            var id = submissions[0].Key.Id;
            return send() switch
            {
                "ok" => Results(ScriptedProvider.Accepted(submissions[0])),
                "refused" => Results(SubmitResult.Failed(id, Faults.Refused())),
                "throttled" => Results(SubmitResult.Failed(id, Faults.Throttled())),
                "late" => Results(SubmitResult.Failed(id, Faults.Throttled(TimeSpan.FromHours(1)))),
                "denied" => Results(SubmitResult.Failed(id, Faults.Denied())),
                "lost" => Results(SubmitResult.Failed(id, Faults.ReplyLost())),
                "applied" => Results(SubmitResult.Failed(id, new BatchException(BatchErrorCode.Provider, "Odd reply.") { Effect = BatchEffect.Applied })),
                "exists" => Results(SubmitResult.Failed(id, new BatchException(BatchErrorCode.AlreadyExists, "It exists."))),
                "short" => Results(),
                "call-lost" => throw Faults.ReplyLost(),
                "call-refused" => throw Faults.Refused(),
                "call-denied" => throw Faults.Denied(),
                "call-broke" => throw new HttpRequestException("The pipe broke."),
                "call-given-up" => throw new TaskCanceledException("The handler's own time limit."),
                var other => throw new NotSupportedException(other),
            };
        };
        _provider.OnFind = (key, _) => lookup() switch
        {
            "found" => Lookup(SubmissionStatus.Found, ScriptedProvider.JobOf(key)),
            "partial" => Lookup(SubmissionStatus.Partial, ScriptedProvider.JobOf(key)),
            "absent" => Lookup(SubmissionStatus.Absent, null),
            "inconclusive" => Lookup(SubmissionStatus.Inconclusive, null),
            "refused" => throw Faults.Refused(),
            "denied" => throw Faults.Denied(),
            var other => throw new NotSupportedException(other),
        };
    }

    private static Func<string> Repeating(string script)
    {
        var steps = new Queue<string>(script.Split(' '));
        return () => steps.Count > 1 ? steps.Dequeue() : steps.Peek();
    }

    private static Task<IReadOnlyList<SubmitResult>> Results(params SubmitResult[] results) => Task.FromResult<IReadOnlyList<SubmitResult>>(results);

    private static Task<SubmissionLookup> Lookup(SubmissionStatus status, Job? job) =>
        Task.FromResult(new SubmissionLookup { Status = status, Job = job, State = status == SubmissionStatus.Partial ? "half" : null });
}
