using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes.Unix;

/// <summary>What the shell between the engine and a job does and leaves alone.</summary>
public sealed class RecordedShellTests : IDisposable
{
    private readonly LaunchRig _rig;

    public RecordedShellTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "The jobs of these tests are shell scripts.");
        _rig = new LaunchRig(LaunchKind.Recorded);
    }

    public void Dispose() => _rig.Dispose();

    [SkippableFact]
    public async Task The_exit_code_is_in_the_state_file()
    {
        var (attempt, paths) = _rig.Start("exit 33");

        await attempt.Exit.Soon();

        Assert.Equal($"pid {attempt.ProcessId} \nexit 33\n", await File.ReadAllTextAsync(paths.StateFile));
    }

    [SkippableTheory]
    [InlineData("IFS")]
    [InlineData("OPTIND")]
    [InlineData("PPID")]
    public void Variables_that_the_shell_would_change_are_refused_by_name(string name)
    {
        var result = _rig.Launcher.Launch(_rig.Request(JobCommand.Program(["true"]), variables: [new(name, "x")]));

        Assert.Contains($"'{name}'", result.Error?.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Every_signal_a_job_sends_to_its_own_group_leaves_the_shell_alive()
    {
        foreach (var name in new[] { "HUP", "INT", "QUIT", "ALRM", "TERM", "USR1", "USR2" })
        {
            var end = await _rig.RunScriptAsync($"trap '' {name}; kill -{name} 0; exit 21");

            Assert.Equal(21, end.Report.ExitCode);
        }
    }

    [SkippableFact]
    public async Task The_job_gets_the_default_action_of_signals_that_the_shell_traps()
    {
        var end = await _rig.RunScriptAsync("kill -TERM 0; sleep 1000");

        Assert.Equal(15, end.Report.Signal);
    }

    [SkippableFact]
    public async Task A_request_to_end_right_after_the_start_ends_the_attempt()
    {
        for (var round = 0; round < 50; round++)
        {
            var (attempt, _) = _rig.Start("sleep 1000");
            attempt.Terminate();

            var report = await attempt.Exit.Soon();

            Assert.True(report.Signal == UnixConstants.SignalTerminate, report.ToString());
        }
    }

    [SkippableFact]
    public async Task A_full_disk_is_an_error_of_the_start_and_not_an_exit_code()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full.");
        var request = _rig.Request(JobCommand.FromScript($"echo ran >'{_rig.PathOf("witness")}'"));
        File.CreateSymbolicLink(request.Paths.StateFile, "/dev/full");

        var end = await _rig.RunAsync(request);

        Assert.Equal(ExitKind.StartFailed, end.Report.Kind);
        Assert.Contains("disk full", end.Report.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_rig.PathOf("witness")));
    }
}
