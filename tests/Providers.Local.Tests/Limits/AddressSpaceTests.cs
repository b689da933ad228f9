using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Limits;

/// <summary>What is left where there are no control groups.</summary>
public sealed class AddressSpaceTests
{
    [SkippableTheory]
    [InlineData(LaunchKind.Recorded)]
    [InlineData(LaunchKind.RecordedByBash)]
    [InlineData(LaunchKind.Direct)]
    public async Task An_allocation_beyond_the_limit_fails_in_the_job(LaunchKind kind)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems do not limit the address space.");
        Skip.If(kind == LaunchKind.RecordedByBash && !File.Exists("/bin/bash"), "There is no bash.");
        var limiter = LimiterFactory.Probe("engine", ControlGroupMounts.Parse(string.Empty, string.Empty));
        using var rig = new LaunchRig(kind, limiter);
        var limit = new ResourceLimits { MemoryBytes = 100L * 1024 * 1024 };

        var small = await rig.RunScriptAsync("ulimit -v", limit);
        var large = await rig.RunScriptAsync("head -c 300000000 /dev/zero | tail", limit);
        var unlimited = await rig.RunScriptAsync("head -c 300000000 /dev/zero | tail | wc -c");

        Assert.Equal(LimitMethod.AddressSpace, limiter.Support.Memory);
        Assert.Equal(LimitMethod.None, limiter.Support.Cpu);
        Assert.Equal("102400\n", small.Output);
        Assert.NotEqual(0, large.Report.ExitCode);
        Assert.False(large.Report.OutOfMemory);
        Assert.Equal("300000000\n", unlimited.Output);
    }

    [Fact]
    public void Nothing_is_enforced_where_nothing_is_wanted()
    {
        using var limiter = LimiterFactory.None("for this test");

        var limits = limiter.Apply(new ResourceLimits { MemoryBytes = 1, Cpus = 0.1 });

        Assert.Null(limits.AddressSpaceKilobytes);
        Assert.Empty(limits.JoinFiles);
        Assert.Equal("for this test", limiter.Support.Explanation);
    }
}
