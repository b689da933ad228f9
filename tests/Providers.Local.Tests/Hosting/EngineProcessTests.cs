using System.Diagnostics;
using System.Runtime.InteropServices;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Journal.Storage;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Hosting.Support;

namespace MultiBatch.Providers.Local.Tests.Hosting;

/// <summary>Engines in processes of their own, killed, crowded, and started by several at once.</summary>
public sealed class EngineProcessTests
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    private static CancellationToken None => CancellationToken.None;

    [SkippableFact]
    public async Task It_runs_in_a_session_of_its_own_in_the_state_folder_with_no_handle_of_ours()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var engines = new DetachedEngines();
        var inheritable = Duplicate(2);

        await using var connection = await engines.Create().StartAsync(None).Soon();

        var id = connection.Welcome.ProcessId;
        Assert.Equal(Assert.Single(engines.Started).Id, id);
        Assert.Equal(id, GetSession(id));
        Assert.Equal(engines.Folder.State.Path, Link($"/proc/{id}/cwd"));
        Assert.Equal("/dev/null", Link($"/proc/{id}/fd/0"));
        Assert.Equal(engines.Folder.State.LogFile, Link($"/proc/{id}/fd/1"));
        Assert.Equal(engines.Folder.State.LogFile, Link($"/proc/{id}/fd/2"));
        Assert.True(inheritable > 2);
        Assert.NotEqual(Link($"/proc/self/fd/{inheritable}"), TryLink($"/proc/{id}/fd/{inheritable}"));
        Assert.Equal(0, Close(inheritable));
    }

    [SkippableFact]
    public async Task It_ends_when_nobody_needs_it_and_leaves_nothing_behind()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { IdleTimeout = TimeSpan.FromMilliseconds(200) };
        await using (var source = engines.Source())
        {
            await SubmitAsync(source, "a");
        }

        Assert.Equal(0, await Assert.Single(engines.Started).Exited.Soon());

        Assert.Contains("nobody needs the engine", engines.Log(), StringComparison.Ordinal);
        Assert.Equal(
            ["accepted.txt", "engine.log", "lock", "run"],
            Directory.EnumerateFileSystemEntries(engines.Folder.Path).Select(entry => Path.GetFileName(entry)).Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(engines.Folder.Path, "run")));
    }

    [SkippableFact]
    public async Task It_stays_as_long_as_it_has_something_to_do()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { IdleTimeout = TimeSpan.Zero, Traits = [FakeEngineRole.Busy] };
        int id;
        await using (var first = await engines.Create().StartAsync(None).Soon())
        {
            id = first.Welcome.ProcessId;
        }

        // An engine that did not look at its work would have ended at one of these moments.
        for (var i = 0; i < 20; i++)
        {
            await using var again = await engines.Create().StartAsync(None).Soon();
            Assert.Equal(id, again.Welcome.ProcessId);
        }
    }

    [SkippableFact]
    public async Task After_a_kill_the_next_call_finds_the_next_engine_and_nothing_accepted_is_lost()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines();
        await using var source = engines.Source();
        for (var round = 0; round < 3; round++)
        {
            await SubmitAsync(source, $"{round}");

            DetachedEngines.Signal(engines.Started.Last().Id, Kill);
            Assert.Equal(128 + Kill, await engines.Started.Last().Exited.Soon());
        }

        var engine = await source.GetEngineAsync(None);
        foreach (var id in new[] { "0", "1", "2" })
        {
            Assert.NotNull((await engine.FindSubmissionAsync(new FindRequest { SubmissionId = id }, None)).Job);
        }

        Assert.Equal(["0", "1", "2"], FakeEngineRole.Accepted(engines.Folder.Path));
        Assert.Equal(4, engines.Started.Count);
    }

    [SkippableFact]
    public async Task A_kill_before_the_answer_to_a_change_leaves_its_effect_unknown()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines();
        await using var source = engines.Source();
        var submit = SubmitAsync(source, FakeEngineRole.Hang);
        await Deadline.UntilAsync(() => FakeEngineRole.Begun(engines.Folder.Path).Count == 1);

        DetachedEngines.Signal(engines.Started.Last().Id, Kill);

        var error = await Assert.ThrowsAsync<BatchException>(() => submit.Soon());
        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Equal(BatchEffect.Unknown, error.Effect);
        var engine = await source.GetEngineAsync(None);
        Assert.NotNull((await engine.FindSubmissionAsync(new FindRequest { SubmissionId = FakeEngineRole.Hang }, None).Soon()).Job);
    }

    [SkippableFact]
    public async Task A_kill_before_the_answer_to_a_read_has_the_next_engine_answer()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines();
        await using var source = engines.Source();
        var engine = await source.GetEngineAsync(None);
        var get = engine.GetJobsAsync(new GetJobsRequest { References = [new JobReference("local", FakeEngineRole.Hang)] }, None);
        await Deadline.UntilAsync(() => FakeEngineRole.Begun(engines.Folder.Path).Count == 1);

        DetachedEngines.Signal(engines.Started.Last().Id, Kill);

        Assert.NotNull(Assert.Single((await get.Soon()).Jobs));
        Assert.Equal(2, engines.Started.Count);
    }

    [SkippableTheory]
    [InlineData(Terminate)]
    [InlineData(Interrupt)]
    public async Task Asked_to_end_it_ends_in_order_and_its_clients_go_on_with_the_next(int signal)
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { Traits = [FakeEngineRole.Busy] };
        await using var source = engines.Source();
        var sent = 0;
        using var stop = new CancellationTokenSource();
        var submitting = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await SubmitAsync(source, $"{Interlocked.Increment(ref sent)}");
            }
        })));
        await Deadline.UntilAsync(() => FakeEngineRole.Accepted(engines.Folder.Path).Count > 50);

        DetachedEngines.Signal(engines.Started.First().Id, signal);

        var code = await engines.Started.First().Exited.Soon();
        var before = FakeEngineRole.Accepted(engines.Folder.Path).Count;
        await Deadline.UntilAsync(() => submitting.IsCompleted || FakeEngineRole.Accepted(engines.Folder.Path).Count > before + 50);
        await stop.CancelAsync();
        await submitting.Soon();
        Assert.Equal(Enumerable.Range(1, sent).Select(id => $"{id}").Order(), FakeEngineRole.Accepted(engines.Folder.Path).Order());
        Assert.Contains("Ended as asked", engines.Log(), StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [SkippableFact]
    public async Task Many_that_start_one_at_once_end_up_with_the_same_one()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines();

        var connections = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => engines.Create().StartAsync(None)))).Soon();

        var id = Assert.Single(connections.Select(connection => connection.Welcome.ProcessId).Distinct());
        foreach (var loser in engines.Started.Where(process => process.Id != id))
        {
            Assert.Equal(75, await loser.Exited.Soon());
        }

        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task An_engine_that_ends_all_the_time_loses_no_submit_and_fails_none()
    {
        Skip.If(OperatingSystem.IsWindows());

        // It ends at the first moment without a client. Shells that come when its note has just gone meet an engine that is ending.
        using var engines = new DetachedEngines { IdleTimeout = TimeSpan.Zero };
        var ids = new List<string>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(shell => Task.Run(async () =>
        {
            for (var round = 0; round < 8; round++)
            {
                await using var source = engines.Source();
                await SubmitAsync(source, $"{shell}.{round}");
                lock (ids)
                {
                    ids.Add($"{shell}.{round}");
                }

                await source.DisposeAsync();
                await Deadline.UntilAsync(() => EngineInfoFile.Find(engines.Folder.State) is null);
            }
        }))).Soon();

        Assert.Equal(16, ids.Count);
        Assert.True(engines.Started.Count >= 8);
        Assert.Equal(ids.Order(), FakeEngineRole.Accepted(engines.Folder.Path).Order());
        Assert.All(await Task.WhenAll(engines.Started.Select(process => process.Exited)).Soon(), code => Assert.Contains(code, new[] { 0, 75 }));
    }

    [SkippableFact]
    public async Task A_hundred_clients_work_with_one_engine()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines();
        await using (await engines.Create().StartAsync(None).Soon())
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(client => Task.Run(async () =>
            {
                await using var source = engines.Source();
                for (var job = 0; job < 10; job++)
                {
                    await SubmitAsync(source, $"{client}.{job}");
                }
            }))).Soon();
        }

        Assert.Equal(1000, FakeEngineRole.Accepted(engines.Folder.Path).Distinct().Count());
        Assert.Single(engines.Started);
    }

    [SkippableFact]
    public async Task Another_version_is_refused_until_it_is_stopped_as_the_message_says()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { Traits = [FakeEngineRole.NewProtocol] };

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Conflict, error.Code);
        var engine = Assert.Single(engines.Started);
        Assert.Contains($"kill {engine.Id}", error.Message, StringComparison.Ordinal);
        DetachedEngines.Signal(engine.Id, Terminate);
        await engine.Exited.Soon();
        engines.Traits = [];
        await using var connection = await engines.Create().StartAsync(None).Soon();
        Assert.Equal(engines.Started.Last().Id, connection.Welcome.ProcessId);
    }

    [SkippableFact]
    public async Task It_outlives_the_shell_that_started_it()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var folder = new TestFolder();
        using var shell = ChildProcess.Start(ShellRole.Name, folder.Path);
        var id = int.Parse((await shell.ReadLineAsync())!, null);
        await shell.WriteLineAsync("a");
        Assert.Equal("a", await shell.ReadLineAsync());

        await shell.KillAsync();

        await using (var connection = await new EngineDialer(folder.State, new DialerOptions(), TimeProvider.System).TryConnectAsync(None).Soon())
        {
            Assert.Equal(id, connection!.Welcome.ProcessId);
        }

        using var engine = Process.GetProcessById(id);
        engine.Kill();
        await engine.WaitForExitAsync().Soon();
    }

    [SkippableFact]
    public async Task One_that_does_not_start_is_reported_with_what_it_said()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { Command = _ => ["/bin/sh", "-c", "echo the disk is on fire >&2; exit 3"] };
        File.WriteAllText(engines.Folder.State.LogFile, "old news\n");

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Equal(BatchEffect.None, error.Effect);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is on fire", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("old news", error.Message, StringComparison.Ordinal);
        Assert.Contains(engines.Folder.State.LogFile, error.Message, StringComparison.Ordinal);
        Assert.Single(engines.Started);
    }

    [SkippableFact]
    public async Task One_that_says_nothing_for_too_long_is_reported_with_its_process()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { Command = _ => ["/bin/sleep", "600"], StartTimeout = TimeSpan.FromMilliseconds(300) };

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.True(error.IsTransient);
        Assert.Contains($"process {Assert.Single(engines.Started).Id}", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_folder_that_somebody_else_keeps_is_reported_with_who_it_is()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { StartTimeout = TimeSpan.FromSeconds(3), Traits = [FakeEngineRole.Impatient] };
        using var owner = FolderLock.Acquire(engines.Folder.State.Path, TimeProvider.System);

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Contains($"in use by process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("no-such-program-at-all")]
    [InlineData("/no/such/program")]
    public async Task A_command_that_is_not_there_is_reported_by_name(string program)
    {
        Skip.If(OperatingSystem.IsWindows());
        using var engines = new DetachedEngines { Command = _ => [program] };

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Unavailable, error.Code);
        Assert.Contains(program, error.Message, StringComparison.Ordinal);
        Assert.Empty(engines.Started);
    }

    [Fact]
    public async Task A_program_that_knows_no_command_says_what_to_do()
    {
        using var engines = new DetachedEngines { Command = _ => null };

        var error = await Assert.ThrowsAsync<BatchException>(() => engines.Create().StartAsync(None).Soon());

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("EngineCommand", error.Message, StringComparison.Ordinal);
    }

    private static async Task SubmitAsync(IEngineSource source, string id)
    {
        var engine = await source.GetEngineAsync(None);
        var reply = await engine.SubmitAsync(FakeEngine.SubmitOf(id), None);
        Assert.Equal(id, Assert.Single(reply.Items).Job!.Reference.Id);
    }

    private static string Link(string path) => new FileInfo(path).LinkTarget ?? throw new FileNotFoundException(path);

    private static string? TryLink(string path) => new FileInfo(path).LinkTarget;

    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "getsid")]
    private static extern int GetSession(int processId);
}
