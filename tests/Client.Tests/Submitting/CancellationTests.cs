using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Submitting;

/// <summary>Cancelling a submit: what has not begun ends at once, what is under way ends with a known job.</summary>
public sealed class CancellationTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        await _cancel.CancelAsync();
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveToCancellationAsync(client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token));

        Assert.Equal(0, _provider.Count("submit"));
    }

    [Fact]
    public async Task A_submit_that_waits_for_its_turn_sends_nothing()
    {
        _provider.Rates = new ServiceRates { ChangesPerSecond = 0.01 };
        await using var client = Clients.Of(_provider, _clock);
        await _clock.DriveAsync(client.SubmitAsync(Clients.Spec));

        var second = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _clock.WaitForTimersAsync();
        await _cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(1, _provider.Count("submit"));
    }

    [Fact]
    public async Task A_submit_that_waits_to_be_sent_again_ends_as_nothing_is_there()
    {
        _provider.OnSubmit = (submissions, _) => Task.FromResult<IReadOnlyList<SubmitResult>>([SubmitResult.Failed(submissions[0].Key.Id, Faults.Refused())]);
        await using var client = Clients.Of(_provider, _clock);

        var submit = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _clock.WaitForTimersAsync();
        await _cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
        Assert.Equal(1, _provider.Count("submit"));
    }

    [Fact]
    public async Task A_send_that_ends_in_the_grace_gives_its_job()
    {
        var reply = new TaskCompletionSource();
        _provider.OnSubmit = async (submissions, _) =>
        {
            _sent.SetResult();
            await reply.Task;
            return [ScriptedProvider.Accepted(submissions[0])];
        };
        await using var client = Clients.Of(_provider, _clock);

        var submit = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _sent.Task;
        await _cancel.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        reply.SetResult();

        Assert.Equal("hello", (await submit.WaitAsync(TimeSpan.FromSeconds(30))).Name);
        Assert.Equal(0, _provider.Count("find"));
    }

    [Fact]
    public async Task A_send_that_hangs_is_looked_up_in_the_second_half_of_the_grace()
    {
        HangWhenSent();
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup { Status = SubmissionStatus.Found, Job = ScriptedProvider.JobOf(key) });
        await using var client = Clients.Of(_provider, _clock);

        var submit = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _sent.Task;
        await _cancel.CancelAsync();
        var began = _clock.GetUtcNow();

        Assert.Equal("hello", (await _clock.DriveAsync(submit)).Name);
        Assert.Equal(TimeSpan.FromSeconds(7.5), _clock.GetUtcNow() - began);
    }

    [Fact]
    public async Task A_send_that_hangs_and_left_nothing_is_cancelled()
    {
        HangWhenSent();
        await using var client = Clients.Of(_provider, _clock);

        var submit = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _sent.Task;
        await _cancel.CancelAsync();

        await _clock.DriveToCancellationAsync(submit);
        Assert.Equal(1, _provider.Count("submit"));
    }

    [Fact]
    public async Task What_the_grace_cannot_settle_is_unknown_and_says_with_which_id_to_ask()
    {
        _provider.Rates = new ServiceRates { SettleTime = TimeSpan.FromMinutes(1) };
        HangWhenSent();
        _provider.OnFind = (_, _) => Task.FromResult(new SubmissionLookup { Status = SubmissionStatus.Inconclusive });
        await using var client = Clients.Of(_provider, _clock);

        var submit = client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token);
        await _sent.Task;
        await _cancel.CancelAsync();
        var began = _clock.GetUtcNow();
        var error = await _clock.DriveToErrorAsync(submit);

        Assert.Equal(BatchErrorCode.SubmissionUnknown, error.Code);
        Assert.True(SubmissionId.TryParse(error.Resource, out _));
        Assert.Equal(TimeSpan.FromSeconds(15), _clock.GetUtcNow() - began);
    }

    [Fact]
    public async Task A_part_that_is_there_is_completed_although_the_caller_cancelled()
    {
        var sends = 0;
        _provider.OnSubmit = (submissions, token) =>
        {
            if (++sends == 1)
            {
                _cancel.Cancel();
                throw Faults.ReplyLost();
            }

            token.ThrowIfCancellationRequested();
            return Task.FromResult<IReadOnlyList<SubmitResult>>([ScriptedProvider.Accepted(submissions[0])]);
        };
        _provider.OnFind = (key, _) => Task.FromResult(new SubmissionLookup { Status = SubmissionStatus.Partial, Job = ScriptedProvider.JobOf(key) });
        await using var client = Clients.Of(_provider, _clock, options => options with { Retry = options.Retry with { BaseDelay = TimeSpan.Zero } });

        Assert.Equal("hello", (await client.SubmitAsync(Clients.Spec, cancellationToken: _cancel.Token)).Name);
        Assert.Equal(2, sends);
    }

    [Fact]
    public async Task A_batch_gives_out_what_was_under_way_and_begins_nothing_more()
    {
        var reply = new TaskCompletionSource();
        var sends = 0;
        _provider.OnSubmit = async (submissions, _) =>
        {
            if (Interlocked.Increment(ref sends) == 2)
            {
                _sent.SetResult();
            }

            await reply.Task;
            return [ScriptedProvider.Accepted(submissions[0])];
        };
        await using var client = Clients.Of(_provider, _clock, options => options with { MaxConcurrentCalls = 2 });

        var outcomes = new List<SubmitOutcome>();
        var reading = Task.Run(async () =>
        {
            await foreach (var outcome in client.SubmitManyAsync(Enumerable.Repeat(Clients.Spec, 50), cancellationToken: _cancel.Token))
            {
                outcomes.Add(outcome);
            }
        });
        await _sent.Task;
        await _cancel.CancelAsync();
        reply.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.True(outcome.IsSuccess));
        Assert.Equal(2, sends);
    }

    [Fact]
    public async Task Whoever_stops_reading_leaves_nothing_unsettled()
    {
        var reply = new TaskCompletionSource();
        var (sends, settled) = (0, 0);
        _provider.OnSubmit = async (submissions, _) =>
        {
            if (Interlocked.Increment(ref sends) > 1)
            {
                await reply.Task;
            }

            Interlocked.Increment(ref settled);
            return [ScriptedProvider.Accepted(submissions[0])];
        };
        await using var client = Clients.Of(_provider, _clock, options => options with { MaxConcurrentCalls = 2 });

        var reading = Task.Run(async () =>
        {
            await foreach (var outcome in client.SubmitManyAsync(Enumerable.Repeat(Clients.Spec, 50)))
            {
                Assert.True(outcome.IsSuccess);
                return;
            }
        });
        await Task.WhenAny(reading, Task.Run(async () =>
        {
            while (Volatile.Read(ref sends) < 2)
            {
                await Task.Yield();
            }
        }));
        reply.SetResult();
        await reading.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(sends, settled);
    }

    private void HangWhenSent() => _provider.OnSubmit = async (_, token) =>
    {
        _sent.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return [];
    };
}
