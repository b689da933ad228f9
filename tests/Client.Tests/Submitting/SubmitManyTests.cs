using System.Collections.Concurrent;
using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Submitting;

public sealed class SubmitManyTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new() { Rates = new ServiceRates { SubmitBatchSize = 10 } };

    [Fact]
    public async Task Specs_go_in_batches_as_large_as_the_provider_takes()
    {
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync(Enumerable.Repeat(Clients.Spec, 105)).ToListAsync();

        Assert.Equal(105, outcomes.Count);
        Assert.Equal(Enumerable.Range(0, 105), outcomes.Select(outcome => outcome.Ordinal).Order());
        Assert.Equal([5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10], _provider.Calls.Where(call => call.Operation == "submit").Select(call => call.Items).Order());
    }

    [Fact]
    public async Task No_more_calls_are_under_way_than_allowed()
    {
        var (running, most) = (0, 0);
        _provider.OnSubmit = async (submissions, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return submissions.Select(ScriptedProvider.Accepted).ToList();
        };
        await using var client = Clients.Of(_provider, _clock, options => options with { MaxConcurrentCalls = 3 });

        await client.SubmitManyAsync(Enumerable.Repeat(Clients.Spec, 500)).ToListAsync();

        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Each_spec_is_sent_after_those_it_names()
    {
        var sent = new ConcurrentQueue<string>();
        _provider.OnSubmit = (submissions, _) =>
        {
            foreach (var submission in submissions)
            {
                sent.Enqueue(submission.Key.JobName);
                foreach (var dependency in submission.Plan.Request.Spec.DependsOn ?? [])
                {
                    Assert.NotNull(JobReference.Parse(dependency.Job));
                }
            }

            return Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(ScriptedProvider.Accepted).ToList());
        };
        JobSpec[] specs = [Named("c", "b"), Named("b", "a"), Named("d", "b", "a"), Named("a"), Named("e")];
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync(specs).ToListAsync();

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        var order = sent.ToList();
        Assert.True(order.IndexOf("a") < order.IndexOf("b") && order.IndexOf("b") < order.IndexOf("c") && order.IndexOf("b") < order.IndexOf("d"), string.Join(" ", order));
    }

    [Fact]
    public async Task A_name_may_carry_the_index_of_a_child()
    {
        var jobs = new ConcurrentDictionary<string, string>();
        _provider.OnPlan = request =>
        {
            jobs[request.Spec.Name!] = request.Spec.DependsOn?[0].Job ?? string.Empty;
            return ScriptedProvider.Accept(request);
        };
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync([Named("a") with { Array = new ArraySpec { Size = 9 } }, Named("b", "a#7")]).ToListAsync();

        Assert.Equal(outcomes[0].Job!.Reference.Child(7), JobReference.Parse(jobs["b"]));
    }

    [Fact]
    public async Task What_waits_for_a_failed_submit_is_not_sent()
    {
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(submission =>
            submission.Key.JobName == "a" ? SubmitResult.Failed(submission.Key.Id, Faults.Denied()) : ScriptedProvider.Accepted(submission)).ToList());
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync([Named("a"), Named("b", "a"), Named("c", "b"), Named("d")]).ToListAsync();

        Assert.Equal(["d"], outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Spec.Name));
        Assert.All(outcomes.Where(outcome => outcome.Spec.Name is "b" or "c"), outcome =>
        {
            Assert.Equal(BatchErrorCode.PermissionDenied, outcome.Error!.Code);
            Assert.Contains("Not submitted", outcome.Error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_chain_of_ten_thousand_fails_as_one()
    {
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>([SubmitResult.Failed(submissions[0].Key.Id, Faults.Denied())]);
        var specs = Enumerable.Range(0, 10_000).Select(number => number == 0 ? Named("0") : Named($"{number}", $"{number - 1}"));
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync(specs).ToListAsync();

        Assert.Equal(10_000, outcomes.Count);
        Assert.Equal(1, _provider.Count("submit"));
    }

    [Theory]
    [InlineData("nobody", "neither the name of another job")]
    [InlineData("twin", "several jobs submitted here have that name")]
    [InlineData("self", "wait for each other in a circle")]
    [InlineData("self#x", "neither the name of another job")]
    public async Task Names_that_do_not_fit_are_refused_before_anything_is_sent(string name, string problem)
    {
        await using var client = Clients.Of(_provider, _clock);

        var error = await Assert.ThrowsAsync<BatchException>(async () =>
            await client.SubmitManyAsync([Named("fine"), Named("twin"), Named("twin"), Named("self", name)]).ToListAsync());

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Empty(_provider.Calls);
    }

    [Fact]
    public async Task A_stream_is_sent_as_it_comes()
    {
        var sent = new TaskCompletionSource();
        _provider.OnSubmit = (submissions, _) =>
        {
            sent.TrySetResult();
            return Task.FromResult<IReadOnlyList<SubmitResult>>(submissions.Select(ScriptedProvider.Accepted).ToList());
        };
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync(Source()).ToListAsync();

        Assert.Equal(4, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));

        // The second half comes only once something of the first was sent: were the stream read to its end first, this would hang.
        async IAsyncEnumerable<JobSpec> Source()
        {
            yield return Clients.Spec;
            yield return Clients.Spec;
            await sent.Task.WaitAsync(TimeSpan.FromSeconds(30));
            yield return Clients.Spec;
            yield return Clients.Spec;
        }
    }

    [Fact]
    public async Task A_stream_that_fails_settles_what_was_sent_and_passes_its_error_on()
    {
        await using var client = Clients.Of(_provider, _clock);

        await Assert.ThrowsAsync<FormatException>(async () => await client.SubmitManyAsync(Source()).ToListAsync());

        static async IAsyncEnumerable<JobSpec> Source()
        {
            yield return Clients.Spec;
            await Task.Yield();
            throw new FormatException("line 2");
        }
    }

    [Fact]
    public async Task The_ids_of_a_call_with_an_id_are_the_same_each_time()
    {
        var options = new SubmitOptions { SubmissionId = SubmissionId.FromText("nightly") };
        await using var client = Clients.Of(_provider, _clock);

        var first = await client.SubmitManyAsync([Named("a"), Named("b")], options).ToListAsync();
        var second = await client.SubmitManyAsync([Named("a"), Named("b")], options).ToListAsync();

        Assert.Equal(first.OrderBy(one => one.Ordinal).Select(one => one.SubmissionId), second.OrderBy(one => one.Ordinal).Select(one => one.SubmissionId));
        Assert.NotEqual(first[0].SubmissionId, first[1].SubmissionId);
    }

    [Fact]
    public async Task Many_given_ids_settle_side_by_side()
    {
        _provider.Rates = new ServiceRates { SubmitBatchSize = 1, SettleTime = TimeSpan.FromSeconds(60) };
        var looked = new ConcurrentDictionary<SubmissionId, bool>();
        var allLooked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _provider.OnFind = (key, _) =>
        {
            looked[key.Id] = true;
            if (looked.Count == 300)
            {
                allLooked.TrySetResult();
            }

            return Task.FromResult(new SubmissionLookup { Status = SubmissionStatus.Inconclusive });
        };
        await using var client = Clients.Of(_provider, _clock);

        var submits = client.SubmitManyAsync(
            Enumerable.Repeat(Clients.Spec, 300), new SubmitOptions { SubmissionId = SubmissionId.FromText("nightly") }).ToListAsync().AsTask();

        // The clock stands still: had one to settle before the next could look, this would hang.
        await allLooked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, _provider.Count("submit"));
        Assert.All(await _clock.DriveAsync(submits), outcome => Assert.Null(outcome.Error));
    }

    [Fact]
    public async Task A_rejected_spec_is_an_outcome_and_the_others_go_on()
    {
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.SubmitManyAsync([Named("a"), Named("b") with { Timeout = TimeSpan.Zero }, Named("c")]).ToListAsync();

        var rejected = outcomes.Single(outcome => !outcome.IsSuccess);
        Assert.Equal("b", rejected.Spec.Name);
        Assert.Equal(BatchErrorCode.InvalidSpec, rejected.Error!.Code);
        Assert.Equal("/timeout", rejected.Error.Resource);
        Assert.False(rejected.Plan!.IsAccepted);
    }

    private static JobSpec Named(string name, params string[] dependsOn) => new()
    {
        Name = name,
        Command = ["true"],
        DependsOn = dependsOn.Length == 0 ? null : dependsOn.Select(job => new JobDependency { Job = job }).ToList(),
    };

    private static void InterlockedMax(ref int most, int value)
    {
        int before;
        while ((before = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, before) != before)
        {
        }
    }
}
