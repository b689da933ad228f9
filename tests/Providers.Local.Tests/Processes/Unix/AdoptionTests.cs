using System.Diagnostics;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes.Unix;

/// <summary>An engine is killed and the next one finds what became of its attempts.</summary>
public sealed class AdoptionTests : IDisposable
{
    private readonly LaunchRig _rig;

    public AdoptionTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "The jobs of these tests are shell scripts.");
        _rig = new LaunchRig(LaunchKind.Recorded);
    }

    public void Dispose() => _rig.Dispose();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attempts_of_a_killed_engine_are_found_again(bool withDescriptors)
    {
        using var rig = new LaunchRig(withDescriptors ? LaunchKind.Recorded : LaunchKind.RecordedByThreads);
        var go = rig.PathOf("go");
        var wait = $"while [ ! -e '{go}' ]; do sleep 0.02; done";
        using var engine = await LaunchingEngine.StartAsync(
            rig.Kind,
            rig.Folder,
            "echo quick; exit 11",
            $"echo begin; {wait}; echo end; exit 42",
            "trap 'exit 6' TERM; echo ready; while :; do sleep 0.02; done",
            $"{wait}; kill -USR1 $$");
        await Eventually.TrueAsync(() => !LiveProcess.IsAlive(engine.Leaders[0]), "the quick job to end");
        await Eventually.LineAsync(rig.Folders.Locate("attempt-3").OutputFile);
        foreach (var id in new[] { "attempt-2", "attempt-4" })
        {
            // Before that line they could still be revoked.
            await Eventually.LineAsync(rig.Folders.Locate(id).StateFile);
        }

        await engine.KillAsync();

        var quick = await AdoptAsync(rig, "attempt-1");
        var slow = await AdoptAsync(rig, "attempt-2");
        var stubborn = await AdoptAsync(rig, "attempt-3");
        var signalled = await AdoptAsync(rig, "attempt-4");

        Assert.Equal(AdoptionOutcome.Finished, quick.Outcome);
        Assert.Equal(11, quick.Report!.ExitCode);
        Assert.InRange(quick.Report.EndedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(AdoptionOutcome.Running, slow.Outcome);
        Assert.Equal(engine.Leaders[1], slow.Attempt!.ProcessId);
        Assert.False(slow.Attempt.Exit.IsCompleted);

        stubborn.Attempt!.Terminate();
        Assert.Equal(6, (await stubborn.Attempt.Exit.Soon()).ExitCode);
        await File.WriteAllTextAsync(go, string.Empty);
        Assert.Equal(42, (await slow.Attempt.Exit.Soon()).ExitCode);
        Assert.Equal("begin\nend\n", await File.ReadAllTextAsync(rig.Folders.Locate("attempt-2").OutputFile));
        Assert.Equal(10, (await signalled.Attempt!.Exit.Soon()).Signal);
    }

    [SkippableFact]
    public async Task An_adopted_attempt_can_be_killed_with_all_its_processes()
    {
        var escaped = _rig.PathOf("escaped");
        using var engine = await LaunchingEngine.StartAsync(
            _rig.Kind, _rig.Folder, $"trap '' TERM; setsid sh -c 'echo $$ >\"{escaped}\"; exec sleep 1000' & while :; do sleep 1000; done");
        var process = await Eventually.NumberAsync(escaped);
        await engine.KillAsync();
        var adopted = await AdoptAsync(_rig, "attempt-1");

        adopted.Attempt!.Kill();

        Assert.Equal(9, (await adopted.Attempt.Exit.Soon()).Signal);
        await LiveProcess.EndsAsync(process);
        await LiveProcess.EndsAsync(engine.Leaders[0]);
    }

    [SkippableFact]
    public async Task An_attempt_whose_shell_died_with_the_engine_is_lost_and_its_processes_end()
    {
        var ready = _rig.PathOf("ready");
        using var engine = await LaunchingEngine.StartAsync(_rig.Kind, _rig.Folder, $"echo $$ >'{ready}'; exec sleep 1000");
        var job = await Eventually.NumberAsync(ready);
        await engine.KillAsync();
        Assert.Equal(0, LibC.Kill(engine.Leaders[0], UnixConstants.SignalKill));
        await LiveProcess.EndsAsync(engine.Leaders[0]);
        Assert.True(LiveProcess.IsAlive(job));

        var result = await AdoptAsync(_rig, "attempt-1");

        Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
        await LiveProcess.EndsAsync(job);
    }

    [SkippableFact]
    public async Task A_job_whose_shell_is_killed_is_lost_and_does_not_go_on()
    {
        var ready = _rig.PathOf("ready");
        var (attempt, _) = _rig.Start($"echo $$ >'{ready}'; exec sleep 1000");
        var job = await Eventually.NumberAsync(ready);

        _ = LibC.Kill(attempt.ProcessId, UnixConstants.SignalKill);

        var report = await attempt.Exit.Soon();
        Assert.Equal(ExitKind.Lost, report.Kind);
        Assert.Contains("signal 9", report.Message, StringComparison.Ordinal);
        await LiveProcess.EndsAsync(job);
    }

    [SkippableFact]
    public async Task An_attempt_that_never_began_never_will()
    {
        var witness = _rig.PathOf("witness");
        var request = _rig.Request(JobCommand.FromScript($"echo ran >'{witness}'"));

        var first = await AdoptAsync(_rig, request.Paths.AttemptId);
        var again = await AdoptAsync(_rig, request.Paths.AttemptId);
        var late = await _rig.Launcher.Launch(request).Attempt!.Exit.Soon();

        Assert.Equal(AdoptionOutcome.NeverStarted, first.Outcome);
        Assert.Equal(AdoptionOutcome.NeverStarted, again.Outcome);
        Assert.Equal(ExitKind.NotClaimed, late.Kind);
        Assert.False(File.Exists(witness));
    }

    [SkippableFact]
    public async Task Launching_and_revoking_at_the_same_time_gives_one_answer()
    {
        for (var round = 0; round < 40; round++)
        {
            var witness = _rig.PathOf($"witness-{round}");
            var request = _rig.Request(JobCommand.FromScript($"echo ran >'{witness}'; exit 3"));

            var launch = Task.Run(() => Task.FromResult(_rig.Launcher.Launch(request).Attempt!.Exit));
            var adoption = await Task.Run(() => AdoptAsync(_rig, request.Paths.AttemptId));

            var report = await launch.Unwrap().Soon();
            var ran = report.Kind == ExitKind.Exited;
            Assert.Equal(ran, adoption.Outcome != AdoptionOutcome.NeverStarted);
            Assert.Equal(ran, File.Exists(witness));
            Assert.True(ran || report.Kind == ExitKind.NotClaimed, report.ToString());
        }
    }

    [SkippableFact]
    public async Task Another_process_with_the_same_number_is_not_touched()
    {
        using var stranger = Process.Start("sleep", "1000");
        try
        {
            var paths = _rig.Folders.Create("reused");
            await File.WriteAllTextAsync(paths.StateFile, $"pid {stranger.Id} \n");

            var result = await AdoptAsync(_rig, "reused");

            Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
            Assert.False(stranger.HasExited);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [SkippableFact]
    public async Task A_known_identity_must_fit()
    {
        var (attempt, paths) = _rig.Start("exec sleep 1000");
        await Eventually.LineAsync(paths.StateFile);
        var known = attempt.FindIdentity()!;

        var same = await AdoptAsync(_rig, paths.AttemptId, known);
        var rebooted = await AdoptAsync(_rig, paths.AttemptId, new ProcessIdentity(known.ProcessId, known.StartTime, "another boot"));

        Assert.Equal(AdoptionOutcome.Running, same.Outcome);
        Assert.Equal(AdoptionOutcome.Lost, rebooted.Outcome);
        Assert.NotEqual(0, known.StartTime);
        await attempt.Exit.Soon();
    }

    [SkippableFact]
    public async Task A_start_time_that_differs_is_another_process()
    {
        var (attempt, paths) = _rig.Start("exec sleep 1000");
        await Eventually.LineAsync(paths.StateFile);
        var known = attempt.FindIdentity()!;

        var result = await AdoptAsync(_rig, paths.AttemptId, new ProcessIdentity(known.ProcessId, known.StartTime + 1, known.BootId));

        // Whoever carries the attempt's mark is ended all the same: nothing may go on beside a new attempt.
        Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
        await attempt.Exit.Soon();
    }

    [SkippableFact]
    public async Task A_claim_that_was_cut_off_counts_as_a_start()
    {
        var paths = _rig.Folders.Create("torn");
        await File.WriteAllTextAsync(paths.StateFile, "pid 12");

        var result = await AdoptAsync(_rig, "torn");

        Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
    }

    [SkippableFact]
    public async Task An_exit_code_that_was_cut_off_does_not_count()
    {
        var paths = _rig.Folders.Create("torn");
        await File.WriteAllTextAsync(paths.StateFile, "pid 999999999 \nexit 1");

        var result = await AdoptAsync(_rig, "torn");

        Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
    }

    [SkippableFact]
    public async Task A_failure_to_start_is_still_known()
    {
        var paths = _rig.Folders.Create("unstartable");
        await File.WriteAllTextAsync(paths.StateFile, "pid 999999999 \nstart 126\nexit 126\n");

        var result = await AdoptAsync(_rig, "unstartable");

        Assert.Equal(AdoptionOutcome.Finished, result.Outcome);
        Assert.Equal(ExitKind.StartFailed, result.Report!.Kind);
    }

    [SkippableFact]
    public async Task A_second_launcher_in_the_same_process_adopts_a_child_of_that_process()
    {
        var go = _rig.PathOf("go");
        var (attempt, paths) = _rig.Start($"while [ ! -e '{go}' ]; do sleep 0.02; done; exit 8");
        await Eventually.LineAsync(paths.StateFile);
        _rig.Launcher.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt.Exit);
        using var next = new LaunchRig(LaunchKind.Recorded, folder: _rig.Folder);

        var result = await AdoptAsync(next, paths.AttemptId);
        await File.WriteAllTextAsync(go, string.Empty);

        Assert.Equal(8, (await result.Attempt!.Exit.Soon()).ExitCode);
    }

    [SkippableTheory]
    [InlineData(LaunchKind.Direct)]
    [InlineData(LaunchKind.Portable)]
    public async Task Where_attempts_do_not_outlive_the_engine_they_are_lost_and_their_processes_end(LaunchKind kind)
    {
        using var rig = new LaunchRig(kind);
        var ready = rig.PathOf("ready");
        var escaped = rig.PathOf("escaped");
        using var engine = await LaunchingEngine.StartAsync(
            kind, rig.Folder, $"echo $$ >'{ready}'; setsid sh -c 'echo $$ >\"{escaped}\"; exec sleep 1000' & sleep 1001");
        var processes = new[] { await Eventually.NumberAsync(ready), await Eventually.NumberAsync(escaped) };
        await engine.KillAsync();

        var result = await AdoptAsync(rig, "attempt-1");

        Assert.Equal(AdoptionOutcome.Lost, result.Outcome);
        foreach (var process in processes)
        {
            await LiveProcess.EndsAsync(process);
        }
    }

    [SkippableTheory]
    [InlineData(LaunchKind.Direct)]
    [InlineData(LaunchKind.Portable)]
    public async Task Where_attempts_do_not_outlive_the_engine_one_that_never_began_is_revoked_too(LaunchKind kind)
    {
        using var rig = new LaunchRig(kind);
        var request = rig.Request(JobCommand.FromScript("exit 1"));

        var first = await AdoptAsync(rig, request.Paths.AttemptId);
        var again = await AdoptAsync(rig, request.Paths.AttemptId);
        var late = rig.Launcher.Launch(request);

        Assert.Equal(AdoptionOutcome.NeverStarted, first.Outcome);
        Assert.Equal(AdoptionOutcome.NeverStarted, again.Outcome);
        Assert.True(late.IsAlreadyClaimed);
    }

    [SkippableFact]
    public async Task The_portable_way_keeps_an_end_that_the_engine_did_not_come_to_record()
    {
        using var rig = new LaunchRig(LaunchKind.Portable);
        var end = await rig.RunScriptAsync("exit 17");

        var result = await AdoptAsync(rig, "attempt-1");

        Assert.Equal(17, end.Report.ExitCode);
        Assert.Equal(AdoptionOutcome.Finished, result.Outcome);
        Assert.Equal(17, result.Report!.ExitCode);
    }

    private static Task<AdoptionResult> AdoptAsync(LaunchRig rig, string id, ProcessIdentity? identity = null)
    {
        var request = new AdoptionRequest { Paths = rig.Folders.Locate(id), Mode = rig.Mode, Identity = identity };
        return rig.Launcher.AdoptAsync(request, CancellationToken.None).Soon();
    }
}
