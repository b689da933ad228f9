using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Limits;

/// <summary>Real jobs in the real control groups of this machine, where it has some that may be written.</summary>
public sealed class ControlGroupTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    // tail keeps a line without an end in memory.
    private const string UseMuch = "head -c 300000000 /dev/zero | tail";

    private readonly string _name = Guid.NewGuid().ToString("N")[..12];
    private readonly IResourceLimiter _limiter;
    private readonly LaunchRig _rig;

    public ControlGroupTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Control groups are a part of Linux.");
        _limiter = LimiterFactory.Probe(_name);
        _rig = new LaunchRig(LaunchKind.Recorded, _limiter);
        if (!_limiter.Support.DetectsOutOfMemory)
        {
            var reason = _limiter.Support.Explanation;
            _rig.Dispose();
            Skip.If(true, $"No control groups may be written: {reason}");
        }
    }

    public void Dispose() => _rig.Dispose();

    [SkippableTheory]
    [InlineData(LaunchKind.Recorded)]
    [InlineData(LaunchKind.RecordedByBash)]
    [InlineData(LaunchKind.Direct)]
    public async Task A_job_beyond_its_memory_is_killed_and_the_cause_is_known(LaunchKind kind)
    {
        Skip.If(kind == LaunchKind.RecordedByBash && !File.Exists("/bin/bash"), "There is no bash.");
        using var rig = new LaunchRig(kind, LimiterFactory.Probe(_name + "x"));

        var small = await rig.RunScriptAsync("echo fine", Memory(64));
        var large = await rig.RunScriptAsync(UseMuch, Memory(64));
        var next = await rig.RunScriptAsync("echo fine", Memory(64));

        Assert.False(small.Report.OutOfMemory);
        Assert.Equal("fine\n", small.Output);
        Assert.True(large.Report.OutOfMemory);
        Assert.Equal(9, large.Report.Signal ?? large.Report.ExitCode - 128);
        Assert.False(next.Report.OutOfMemory);
        Assert.Equal(0, next.Report.ExitCode);
    }

    [SkippableFact]
    public async Task A_kill_for_another_reason_is_not_out_of_memory()
    {
        var end = await _rig.RunScriptAsync("kill -9 $$", Memory(64));

        Assert.Equal(9, end.Report.Signal);
        Assert.False(end.Report.OutOfMemory);
    }

    [SkippableFact]
    public async Task The_limit_is_that_of_the_whole_attempt_and_follows_each_attempt()
    {
        // One after the other in what is the same group, up and down.
        foreach (var size in new[] { 64, 600, 64, 128 })
        {
            var end = await _rig.RunScriptAsync(UseMuch, Memory(size));

            Assert.Equal(size < 300, end.Report.OutOfMemory);
        }
    }

    [SkippableFact]
    public async Task Processor_time_is_limited()
    {
        Skip.If(_limiter.Support.Cpu == LimitMethod.None, "There is no cpu controller.");
        const string Work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; cat \"$(awk -F: -v root=/sys/fs/cgroup '$2 == \"cpu\" || $2 ~ /^cpu,/ || $2 ~ /,cpu$/ { print root \"/\" $2 $3 } $1 == 0 && !found { v2 = root $3 } END { if (v2 != \"\") print v2 }' /proc/self/cgroup | while read -r d; do [ -e \"$d/cpu.stat\" ] && grep -q nr_throttled \"$d/cpu.stat\" && echo \"$d/cpu.stat\" && break; done)\"";

        var limited = await _rig.RunScriptAsync(Work, new ResourceLimits { Cpus = 0.2 });

        Assert.Equal(0, limited.Report.ExitCode);
        var throttled = limited.Output.Split('\n').Single(line => line.StartsWith("nr_throttled ", StringComparison.Ordinal));
        Assert.NotEqual("nr_throttled 0", throttled);
    }

    [SkippableFact]
    public async Task A_process_that_escaped_ends_with_the_attempt()
    {
        var file = _rig.PathOf("escaped");
        await _rig.RunScriptAsync($"env -i setsid sh -c 'echo $$ >\"{file}\"; exec sleep 1000' & while [ ! -s '{file}' ]; do sleep 0.01; done", Memory(64));

        // Without the attempt's mark only the group knows of it.
        await LiveProcess.EndsAsync(await Eventually.NumberAsync(file));
    }

    [SkippableFact]
    public async Task A_killed_attempt_takes_escaped_processes_with_it()
    {
        var file = _rig.PathOf("escaped");
        var (attempt, _) = _rig.Start($"env -i setsid sh -c 'echo $$ >\"{file}\"; exec sleep 1000' & sleep 1000", Memory(64));
        var process = await Eventually.NumberAsync(file);

        attempt.Kill();

        Assert.Equal(9, (await attempt.Exit.Soon()).Signal);
        await LiveProcess.EndsAsync(process);
    }

    [SkippableFact]
    public async Task Groups_are_used_again_and_removed_at_the_end()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _rig.RunScriptAsync("true", Memory(64))));
        Assert.InRange(Groups().Count, 1, 40);

        for (var i = 0; i < 20; i++)
        {
            await _rig.RunScriptAsync("true", Memory(64));
        }

        Assert.InRange(Groups().Count, 1, 40);
        _rig.Launcher.Dispose();
        await Eventually.TrueAsync(RemoveRest, "all groups to be removed");
    }

    [SkippableFact]
    public async Task An_attempt_that_goes_on_keeps_its_group_for_the_next_engine()
    {
        var go = _rig.PathOf("go");
        var (_, paths) = _rig.Start($"while [ ! -e '{go}' ]; do sleep 0.02; done; {UseMuch}", Memory(64));
        await Eventually.LineAsync(paths.StateFile);
        await Eventually.TrueAsync(() => Groups().Any(group => new ControlGroupV1(group, null).Members().Count > 0), "the job to be in a group");
        _rig.Launcher.Dispose();
        using var next = new LaunchRig(LaunchKind.Recorded, LimiterFactory.Probe(_name), _rig.Folder);

        var result = await next.Launcher.AdoptAsync(new AdoptionRequest { Paths = paths }, CancellationToken.None).Soon();
        await File.WriteAllTextAsync(go, string.Empty);

        var report = await result.Attempt!.Exit.Soon();
        Assert.True(report.OutOfMemory, report.ToString());
    }

    [SkippableFact]
    public async Task An_attempt_that_ran_out_of_memory_while_no_engine_was_there_is_known_to_have()
    {
        var (_, paths) = _rig.Start($"sleep 0.2; {UseMuch}", Memory(64));
        await Eventually.LineAsync(paths.StateFile);
        _rig.Launcher.Dispose();
        await Eventually.TrueAsync(() => StateFile.Read(paths.StateFile)?.ExitCode is not null, "the end of the job");
        await Eventually.TrueAsync(() => Groups().TrueForAll(group => new ControlGroupV1(group, null).Members().Count == 0), "the group to be empty");
        using var next = new LaunchRig(LaunchKind.Recorded, LimiterFactory.Probe(_name), _rig.Folder);

        var result = await next.Launcher.AdoptAsync(new AdoptionRequest { Paths = paths }, CancellationToken.None).Soon();

        Assert.Equal(AdoptionOutcome.Finished, result.Outcome);
        Assert.True(result.Report!.OutOfMemory, result.Report.ToString());
    }

    [SkippableFact]
    public async Task Groups_that_a_killed_engine_left_are_removed_by_the_next()
    {
        await _rig.RunScriptAsync("true", Memory(64));
        Assert.NotEmpty(Groups());

        // As after a crash: nobody removed the groups, and another engine of the same name begins.
        using var next = LimiterFactory.Probe(_name);
        Assert.NotEmpty(Groups());
        next.RemoveLeftOvers();

        Assert.Empty(Groups());
    }

    private static ResourceLimits Memory(int megabytes) => new() { MemoryBytes = (long)megabytes * Megabyte, Cpus = 1 };

    private List<string> Groups() =>
        new[] { ControlGroupMounts.Read().FirstVersionFolder("memory"), ControlGroupMounts.Read().SecondVersionFolder }
            .OfType<string>()
            .Select(folder => $"{folder}/multibatch-{_name}")
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .ToList();

    private bool RemoveRest()
    {
        foreach (var group in Groups())
        {
            _ = UnixFile.RemoveDirectory(group);
        }

        return Groups().Count == 0;
    }
}
