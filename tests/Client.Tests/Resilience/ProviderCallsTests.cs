using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Resilience;

public sealed class ProviderCallsTests
{
    private static readonly JobReference Reference = new(ScriptedProvider.ProviderName, "1");

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_read_is_repeated_with_growing_waits_until_it_passes()
    {
        var times = new List<TimeSpan>();
        var began = _clock.GetUtcNow();
        _provider.OnGet = (_, _) =>
        {
            times.Add(_clock.GetUtcNow() - began);
            return times.Count < 4 ? throw Faults.ReplyLost() : Task.FromResult<IReadOnlyList<Job?>>([ScriptedProvider.NewJob("1")]);
        };
        await using var client = Clients.Of(_provider, _clock);

        await _clock.DriveAsync(client.GetJobAsync(Reference));

        Assert.Equal([0, 375, 1_125, 2_625], times.Select(time => time.TotalMilliseconds));
    }

    [Fact]
    public async Task What_is_not_transient_is_passed_on_as_it_is()
    {
        var denied = Faults.Denied();
        _provider.OnGet = (_, _) => throw denied;
        await using var client = Clients.Of(_provider, _clock);

        var error = await _clock.DriveToErrorAsync(client.GetJobAsync(Reference));

        Assert.Same(denied, error);
        Assert.Equal(1, _provider.Count("get"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task After_the_last_try_the_error_is_passed_on(int tries)
    {
        _provider.OnGet = (_, _) => throw Faults.Refused();
        await using var client = Clients.Of(_provider, _clock, options => options with { Retry = options.Retry with { MaxAttempts = tries } });

        var error = await _clock.DriveToErrorAsync(client.GetJobAsync(Reference));

        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Equal(tries, _provider.Count("get"));
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(600, 1)]
    public async Task The_wait_the_service_asks_for_is_kept_unless_it_is_too_long(int seconds, int tries)
    {
        var began = _clock.GetUtcNow();
        _provider.OnGet = (_, _) => _provider.Count("get") == 1
            ? throw Faults.Throttled(TimeSpan.FromSeconds(seconds))
            : Task.FromResult<IReadOnlyList<Job?>>([ScriptedProvider.NewJob("1")]);
        await using var client = Clients.Of(_provider, _clock);
        var get = client.GetJobAsync(Reference);

        if (tries == 1)
        {
            await _clock.DriveToErrorAsync(get);
        }
        else
        {
            await _clock.DriveAsync(get);
            Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 1));
        }

        Assert.Equal(tries, _provider.Count("get"));
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_and_made_again()
    {
        _provider.OnGet = (_, _) => _provider.Count("get") == 1
            ? new TaskCompletionSource<IReadOnlyList<Job?>>().Task
            : Task.FromResult<IReadOnlyList<Job?>>([ScriptedProvider.NewJob("1")]);
        await using var client = Clients.Of(_provider, _clock, options => options with { Retry = new RetryOptions() });

        var get = client.GetJobAsync(Reference);
        await _clock.WaitForTimersAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        await _clock.DriveAsync(get);

        Assert.Equal(2, _provider.Count("get"));
    }

    [Fact]
    public async Task What_a_provider_throws_that_is_no_error_of_ours_becomes_one()
    {
        _provider.OnGet = (_, _) => throw new HttpRequestException("no such host");
        await using var client = Clients.Of(_provider, _clock);

        var error = await _clock.DriveToErrorAsync(client.GetJobAsync(Reference));

        Assert.Equal(BatchErrorCode.Provider, error.Code);
        Assert.Equal(ScriptedProvider.ProviderName, error.Provider);
        Assert.Contains("no such host", error.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    [Fact]
    public async Task Cancellation_and_faults_of_code_pass_through()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        _provider.OnGet = (_, _) => throw new InvalidOperationException("a fault of the provider");
        await using var client = Clients.Of(_provider, _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetJobAsync(Reference, cancel.Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetJobAsync(Reference));
    }

    [Fact]
    public async Task A_client_that_is_disposed_disposes_its_provider()
    {
        var client = Clients.Of(_provider, _clock);

        await client.DisposeAsync();
        await client.DisposeAsync();

        Assert.True(_provider.IsDisposed);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchClient(_provider, new BatchClientOptions { MaxConcurrentCalls = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchClient(_provider, new BatchClientOptions { Retry = new RetryOptions { MaxAttempts = 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchClient(_provider, new BatchClientOptions { Retry = new RetryOptions { CallTimeout = TimeSpan.Zero } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchClient(_provider, new BatchClientOptions { CancellationGrace = TimeSpan.FromSeconds(-1) }));
    }
}
