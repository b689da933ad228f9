using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Processes.Unix;

/// <summary>Two launches of one attempt.</summary>
public sealed class ClaimRaceTests : IDisposable
{
    private readonly LaunchRig _rig;

    public ClaimRaceTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "The jobs of these tests are shell scripts.");
        _rig = new LaunchRig(LaunchKind.Recorded);
    }

    public void Dispose() => _rig.Dispose();

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_launch_that_was_second_leaves_the_first_alone(bool killed)
    {
        var request = _rig.Request(JobCommand.FromScript("exec sleep 1000"));
        var first = _rig.Launcher.Launch(request).Attempt!;
        await Eventually.LineAsync(request.Paths.StateFile);

        var second = _rig.Launcher.Launch(request).Attempt!;
        if (killed)
        {
            second.Kill();
        }

        var report = await second.Exit.Soon();

        // By the time that this one's stray process is found and ended, whatever was to be swept before it has been.
        var stray = _rig.PathOf("stray");
        await _rig.RunScriptAsync($"setsid sh -c 'echo $$ >\"{stray}\"; exec sleep 1000' & while [ ! -s '{stray}' ]; do sleep 0.01; done");
        await LiveProcess.EndsAsync(await Eventually.NumberAsync(stray));
        Assert.Equal(ExitKind.NotClaimed, report.Kind);
        Assert.True(LiveProcess.IsAlive(first.ProcessId));
        Assert.False(first.Exit.IsCompleted);
    }

    [SkippableFact]
    public async Task A_request_to_end_is_heard_however_early_it_comes()
    {
        for (var round = 0; round < 60; round++)
        {
            var (attempt, paths) = _rig.Start("exec sleep 1000");
            if (round % 3 == 1)
            {
                // The shell has its traps by now, or is about to; the job is about to be made.
                await Eventually.LineAsync(paths.StateFile);
            }
            else if (round % 3 == 2)
            {
                await Eventually.TrueAsync(() => File.Exists(paths.StateFile), "the claim");
            }

            attempt.Terminate();

            Assert.Equal(UnixConstants.SignalTerminate, (await attempt.Exit.Soon()).Signal);
        }
    }
}
