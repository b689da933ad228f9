using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Tests.Hosting.Support;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Hosting;

public sealed class EngineHostTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly TestFolder _folder = new();
    private readonly TestOpener _opener = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_ends_when_nobody_has_needed_it_for_the_time_and_no_sooner()
    {
        await using var host = await StartAsync();
        var run = host.RunAsync(Idle, CancellationToken.None);

        await TickAsync(10);
        Assert.False(run.IsCompleted);
        _time.Advance(Tick);

        await run.Soon();
        Assert.True(Assert.Single(Engine.Shutdowns).OnlyIfIdle);
        Assert.Null(await DialAsync());
    }

    [Fact]
    public async Task It_stays_while_there_is_something_to_do_and_begins_to_count_when_that_is_done()
    {
        await using var host = await StartAsync();
        Engine.IsIdle = false;
        var run = host.RunAsync(Idle, CancellationToken.None);

        await TickAsync(100);
        Engine.IsIdle = true;
        await TickAsync(10);
        Assert.False(run.IsCompleted);
        _time.Advance(Tick);

        await run.Soon();
    }

    [Fact]
    public async Task It_stays_while_there_is_a_client_and_begins_to_count_when_it_has_gone()
    {
        await using var host = await StartAsync();
        var run = host.RunAsync(Idle, CancellationToken.None);
        var client = await DialAsync();

        await TickAsync(100);
        await client!.DisposeAsync();
        await Deadline.UntilAsync(() => host.Clients == 0);
        await TickAsync(10);
        Assert.False(run.IsCompleted);
        _time.Advance(Tick);

        await run.Soon();
    }

    [Fact]
    public async Task It_goes_on_when_the_engine_finds_something_to_do_in_the_last_moment()
    {
        await using var host = await StartAsync();
        Engine.OnShutdown = (request, _) => request.OnlyIfIdle
            ? throw new BatchException(BatchErrorCode.Conflict, "A retry is due.")
            : Task.CompletedTask;
        var run = host.RunAsync(Idle, CancellationToken.None);

        await TickAsync(30);

        Assert.False(run.IsCompleted);
        await using var client = await DialAsync();
        Assert.NotNull(client);
    }

    [Fact]
    public async Task Disposing_leaves_what_runs_to_the_next_engine()
    {
        var host = await StartAsync();

        await host.DisposeAsync();

        var shutdown = Assert.Single(Engine.Shutdowns);
        Assert.Equal(ShutdownMode.LeaveRunning, shutdown.Mode);
        Assert.False(shutdown.OnlyIfIdle);
        Assert.True(Engine.IsDisposed);
        await using var next = await StartAsync();
        Assert.Equal(2, _opener.Engines.Count);
    }

    [Fact]
    public async Task A_client_may_end_an_engine_of_its_own()
    {
        await using var host = await StartAsync(endsOnRequest: true);
        var run = host.RunAsync(Idle, CancellationToken.None);
        await using var client = new TestClient((await DialAsync())!);

        await client.Engine.ShutdownAsync(new ShutdownRequest { Mode = ShutdownMode.Drain }, CancellationToken.None);

        await run.Soon();
        Assert.Equal(ShutdownMode.Drain, Assert.Single(Engine.Shutdowns).Mode);
        Assert.Null(await DialAsync());
    }

    [Fact]
    public async Task A_client_may_not_end_the_engine_of_an_application()
    {
        await using var host = await StartAsync();
        await using var client = new TestClient((await DialAsync())!);

        var error = await Assert.ThrowsAsync<BatchException>(
            () => client.Engine.ShutdownAsync(new ShutdownRequest(), CancellationToken.None));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Empty(Engine.Shutdowns);
        Assert.NotNull(await client.Engine.GetStatusAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_failed_engine_ends_its_process()
    {
        await using var host = await StartAsync();
        Engine.IsIdle = false;
        var run = host.RunAsync(Idle, CancellationToken.None);
        Engine.Failure = new BatchException(BatchErrorCode.Unavailable, "The disk is full.");

        await _time.WaitForTimersAsync(2);
        _time.Advance(Tick);

        Assert.Same(Engine.Failure, await Assert.ThrowsAsync<BatchException>(() => run.Soon()));
    }

    private FakeEngine Engine => _opener.Engines.First();

    private Task<EngineHost> StartAsync(bool endsOnRequest = false) => EngineHost.StartAsync(
        _folder.State, _opener.OpenAsync, new HostOptions { EndsOnRequest = endsOnRequest }, _time, NullLogger.Instance, CancellationToken.None);

    private Task<EngineConnection?> DialAsync() =>
        new EngineDialer(_folder.State, new DialerOptions(), TimeProvider.System).TryConnectAsync(CancellationToken.None).Soon();

    /// <summary>Lets the host look that many times. It has looked when it waits again: its wait, and the server's own check.</summary>
    private async Task TickAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _time.WaitForTimersAsync(2);
            _time.Advance(Tick);
        }

        await _time.WaitForTimersAsync(2);
    }
}
