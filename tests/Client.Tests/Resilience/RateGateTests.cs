using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Resilience;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Resilience;

public sealed class RateGateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly RateGate _gate;

    public RateGateTests() => _gate = new RateGate(_clock, new Backoff(new RetryOptions(), () => 0.5));

    [Fact]
    public async Task Without_a_rate_nobody_waits()
    {
        for (var call = 0; call < 1_000; call++)
        {
            Assert.Equal(TimeSpan.Zero, await _gate.WaitAsync(default));
        }
    }

    [Fact]
    public async Task A_second_of_calls_goes_at_once_and_the_rest_at_the_rate()
    {
        _gate.SetRate(10);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var turns = Enumerable.Range(0, 30).Select(_ => _gate.WaitAsync(default).AsTask()).ToList();

        Assert.Equal(10, turns.Count(turn => turn.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(turns.Take(20)).WaitAsync(Deadline);
        Assert.Equal(20, turns.Count(turn => turn.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(turns).WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_rate_below_one_per_second_is_kept()
    {
        _gate.SetRate(0.5);
        Assert.Equal(TimeSpan.Zero, await _gate.WaitAsync(default));
        var second = _gate.WaitAsync(default).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await second.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_throttled_call_closes_the_gate_for_everybody()
    {
        _gate.Throttled(TimeSpan.FromSeconds(5));
        var turn = _gate.WaitAsync(default).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(turn.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await turn.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Those_who_wait_already_wait_for_the_gate_to_open_too()
    {
        _gate.SetRate(1);
        await _gate.WaitAsync(default);
        var turn = _gate.WaitAsync(default).AsTask();
        _gate.Throttled(TimeSpan.FromSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(turn.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));

        // The one who waits may set its next timer only after this step of the clock.
        await _clock.DriveAsync(turn);
    }

    [Fact]
    public async Task Without_an_answer_how_long_the_waits_grow_until_a_call_passes()
    {
        var waits = new List<TimeSpan>();
        for (var throttle = 0; throttle < 4; throttle++)
        {
            _gate.Throttled(null);
            waits.Add(await MeasureAsync());
        }

        Assert.Equal([375.0, 750.0, 1500.0, 3000.0], waits.Select(wait => wait.TotalMilliseconds));
        _gate.Passed();
        _gate.Throttled(null);
        Assert.Equal(375, (await MeasureAsync()).TotalMilliseconds);
    }

    [Fact]
    public async Task Calls_that_were_under_way_together_count_as_one_throttling()
    {
        for (var call = 0; call < 8; call++)
        {
            _gate.Throttled(null);
        }

        Assert.Equal(375, (await MeasureAsync()).TotalMilliseconds);
    }

    [Fact]
    public async Task Who_gives_up_gives_the_turn_back()
    {
        _gate.SetRate(1);
        await _gate.WaitAsync(default);
        using var cancel = new CancellationTokenSource();
        var second = _gate.WaitAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Assert.Equal(1, (await MeasureAsync()).TotalSeconds);
    }

    [Fact]
    public void The_clients_of_a_connection_share_their_gates_and_others_do_not()
    {
        var backoff = new Backoff(new RetryOptions(), () => 0.5);
        var first = SharedRates.Acquire("aws", "prod", _clock, backoff);
        var second = SharedRates.Acquire("aws", "prod", _clock, backoff);
        using var other = SharedRates.Acquire("aws", "test", _clock, backoff);
        Assert.Same(first, second);
        Assert.NotSame(first, other);

        first.Dispose();
        Assert.Same(second, SharedRates.Acquire("aws", "prod", _clock, backoff));

        // The last user takes them away.
        first.Dispose();
        second.Dispose();
        using var later = SharedRates.Acquire("aws", "prod", _clock, backoff);
        Assert.NotSame(second, later);
    }

    private async Task<TimeSpan> MeasureAsync()
    {
        var turn = _gate.WaitAsync(default).AsTask();
        while (!turn.IsCompleted)
        {
            _clock.AdvanceToNextTimer();
            await Task.WhenAny(turn, _clock.WaitForTimersAsync());
        }

        return await turn;
    }
}
