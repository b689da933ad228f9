using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Stopping;

public sealed class StopTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new() { Rates = new ServiceRates { StopBatchSize = 10 } };

    [Fact]
    public async Task Many_are_stopped_in_full_calls_each_with_its_own_outcome()
    {
        _provider.OnStop = references => references.Select(reference => reference.Id == "17" ? Faults.Denied() : null).ToList();
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await client.StopManyAsync(Enumerable.Range(0, 45).Select(References)).ToListAsync();

        Assert.Equal(45, outcomes.Select(outcome => outcome.Reference).Distinct().Count());
        Assert.Equal("17", Assert.Single(outcomes, outcome => !outcome.IsSuccess).Reference.Id);
        Assert.Equal([5, 10, 10, 10, 10], _provider.Calls.Select(call => call.Items).Order());
    }

    [Fact]
    public async Task What_fails_for_the_moment_is_sent_again_alone()
    {
        var calls = new List<int>();
        _provider.OnStop = references =>
        {
            calls.Add(references.Count);
            return references.Select(reference => calls.Count < 3 && reference.Id == "7" ? Faults.Throttled(TimeSpan.FromSeconds(3)) : null).ToList();
        };
        await using var client = Clients.Of(_provider, _clock);

        var outcomes = await _clock.DriveAsync(client.StopManyAsync(Enumerable.Range(0, 10).Select(References)).ToListAsync().AsTask());

        Assert.All(outcomes, outcome => Assert.True(outcome.IsSuccess));
        Assert.Equal([10, 1, 1], calls);
    }

    [Fact]
    public async Task A_lost_reply_is_no_harm_as_stopping_twice_is_stopping_once()
    {
        _provider.OnStop = references => _provider.Count("stop") < 3 ? throw Faults.ReplyLost() : new BatchException?[references.Count];
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(StopAsync());

        Assert.Equal(3, _provider.Count("stop"));

        async Task<bool> StopAsync()
        {
            await client.StopAsync(References(1));
            return true;
        }
    }

    [Fact]
    public async Task The_error_of_one_stop_is_thrown()
    {
        _provider.OnStop = references => [new BatchException(BatchErrorCode.NotFound, "No such job.")];
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => client.StopAsync(References(1)))).Code);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused()
    {
        await using var client = Clients.Of(_provider, _clock);

        await Assert.ThrowsAsync<ArgumentException>(() => client.StopAsync(References(1), new string('x', 1_025)));
        Assert.Empty(_provider.Calls);
    }

    private static JobReference References(int number) => new(ScriptedProvider.ProviderName, $"{number}");
}
