using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Server;
using MultiBatch.Providers.Local.Hosting.Starting;
using MultiBatch.Providers.Local.Tests.Hosting.Support;

namespace MultiBatch.Providers.Local.Tests.Hosting;

public sealed class LocalEngineSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestOpener _opener = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_process_the_engine_is_called_directly_and_serves_others()
    {
        await using var own = Source(HostMode.InProcess);
        await using var other = Source(HostMode.Auto);

        Assert.Same(await own.GetEngineAsync(None), Assert.Single(_opener.Engines));
        await SubmitAsync(other, "from the other");

        Assert.Single(_opener.Engines);
        Assert.Equal(["from the other"], _opener.Accepted);
    }

    [Fact]
    public async Task In_process_needs_the_folder_for_itself()
    {
        await using var first = Source(HostMode.InProcess);
        await using var second = Source(HostMode.InProcess);
        await first.GetEngineAsync(None);

        var error = await Assert.ThrowsAsync<BatchException>(async () => await second.GetEngineAsync(None));

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_takes_the_folder_over_when_the_engine_it_used_ends()
    {
        var first = Source(HostMode.InProcess);
        await using var second = Source(HostMode.Auto);
        await first.GetEngineAsync(None);
        var engine = await second.GetEngineAsync(None);
        await engine.SubmitAsync(FakeEngine.SubmitOf("a"), None);

        await first.DisposeAsync();
        await engine.SubmitAsync(FakeEngine.SubmitOf("b"), None).Soon();

        Assert.Equal(2, _opener.Engines.Count);
        Assert.Same(_opener.Engines.Last(), await second.GetEngineAsync(None));
        Assert.Equal(["a", "b"], _opener.Accepted);
    }

    [Fact]
    public async Task Many_sources_that_begin_at_once_end_up_with_one_engine()
    {
        var sources = Enumerable.Range(0, 20).Select(_ => Source(HostMode.Auto)).ToList();

        await Task.WhenAll(sources.Select((source, number) => Task.Run(() => SubmitAsync(source, $"{number}")))).Soon();

        Assert.Single(_opener.Engines);
        Assert.Equal(20, _opener.Accepted.Distinct().Count());
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task Hosts_that_come_and_go_lose_no_submit_and_fail_none()
    {
        // Each source submits a few jobs and leaves; whenever the one that hosts the engine leaves, another one has to take over.
        var ids = new List<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 15; round++)
            {
                await using var source = Source(HostMode.Auto);
                for (var job = 0; job < 3; job++)
                {
                    var id = $"{worker}.{round}.{job}";
                    await SubmitAsync(source, id);
                    lock (ids)
                    {
                        ids.Add(id);
                    }
                }
            }
        }))).Soon();

        Assert.Equal(8 * 15 * 3, ids.Count);
        Assert.Equal(ids.Order(), _opener.Accepted.Order());
        Assert.True(_opener.Engines.Count > 1);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_may_have_happened()
    {
        var begun = new TaskCompletionSource();
        _opener.OnOpen = engine => engine.OnSubmit = async (_, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var first = Source(HostMode.InProcess, new ServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
        await using var second = Source(HostMode.Auto);
        await first.GetEngineAsync(None);
        var submit = SubmitAsync(second, "a");
        await begun.Task.Soon();

        await first.DisposeAsync();

        var error = await Assert.ThrowsAsync<BatchException>(() => submit.Soon());
        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Equal(BatchEffect.Unknown, error.Effect);
        Assert.True(error.IsTransient);
        Assert.Equal("local", error.Provider);
        Assert.Contains("submit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_on_its_way_to_an_ending_engine_is_answered_by_the_next()
    {
        var begun = new TaskCompletionSource();
        _opener.OnOpen = engine => engine.OnGetJobs = async (_, token) =>
        {
            if (begun.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var first = Source(HostMode.InProcess);
        await using var second = Source(HostMode.Auto);
        await first.GetEngineAsync(None);
        var engine = await second.GetEngineAsync(None);
        var get = engine.GetJobsAsync(new GetJobsRequest { References = [new Jobs.JobReference("local", "j")] }, None);
        await begun.Task.Soon();

        await first.DisposeAsync();

        Assert.Equal("j", Assert.Single((await get.Soon()).Jobs)!.Reference.Id);
        Assert.Equal(2, _opener.Engines.Count);
    }

    [Fact]
    public async Task An_engine_that_failed_is_begun_again()
    {
        await using var source = Source(HostMode.InProcess);
        var failed = (FakeEngine)await source.GetEngineAsync(None);
        failed.Failure = new BatchException(BatchErrorCode.Unavailable, "The disk was full.");

        var next = await source.GetEngineAsync(None);

        Assert.NotSame(failed, next);
        Assert.True(failed.IsDisposed);
    }

    [Fact]
    public async Task Detached_asks_for_an_engine_of_its_own_and_again_when_that_has_ended()
    {
        var starter = new InlineStarter(_folder.State, _opener);
        await using var source = new LocalEngineSource(
            new SourceOptions { StateDirectory = _folder.Path, Mode = HostMode.Detached },
            (_, _) => throw new InvalidOperationException("Not in this process."),
            _ => starter,
            TimeProvider.System,
            NullLogger.Instance);
        await SubmitAsync(source, "a");

        await starter.EndAsync();
        await SubmitAsync(source, "b");
        await SubmitAsync(source, "c");

        Assert.Equal(2, _opener.Engines.Count);
        Assert.Equal(["a", "b", "c"], _opener.Accepted);
        await starter.EndAsync();
    }

    [Fact]
    public async Task A_disposed_source_says_so()
    {
        var source = Source(HostMode.InProcess);
        await source.GetEngineAsync(None);

        await source.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await source.GetEngineAsync(None));
        Assert.True(Assert.Single(_opener.Engines).IsDisposed);
    }

    private static async Task SubmitAsync(LocalEngineSource source, string id)
    {
        var engine = await source.GetEngineAsync(None);
        var reply = await engine.SubmitAsync(FakeEngine.SubmitOf(id), None);
        Assert.Equal(id, Assert.Single(reply.Items).Job!.Reference.Id);
    }

    private LocalEngineSource Source(HostMode mode, ServerOptions? server = null) => new(
        new SourceOptions
        {
            StateDirectory = _folder.Path,
            Mode = mode,
            Host = new HostOptions { Server = server ?? new ServerOptions() },
        },
        _opener.OpenAsync,
        _ => throw new InvalidOperationException("Nothing is to be started."),
        TimeProvider.System,
        NullLogger.Instance);

    /// <summary>Plays processes of their own.</summary>
    private sealed class InlineStarter(StateDirectory state, TestOpener opener) : IEngineStarter
    {
        private EngineHost? _host;

        public async Task<EngineConnection> StartAsync(CancellationToken cancellationToken)
        {
            _host ??= await EngineHost.StartAsync(state, opener.OpenAsync, new HostOptions(), TimeProvider.System, NullLogger.Instance, cancellationToken);
            return (await new EngineDialer(state, new DialerOptions(), TimeProvider.System).TryConnectAsync(cancellationToken))!;
        }

        public async Task EndAsync()
        {
            await _host!.DisposeAsync();
            _host = null;
        }
    }
}
