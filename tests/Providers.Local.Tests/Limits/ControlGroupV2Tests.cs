using System.Diagnostics;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Limits;

/// <summary>
/// The files of the second version. Limits are checked on plain files of the same names, because few machines hand the
/// controllers of both versions out; joining and killing in a real group where there is one.
/// </summary>
public sealed class ControlGroupV2Tests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Limits_are_written_in_the_kernels_units()
    {
        Skip.If(OperatingSystem.IsWindows());
        Make("memory.max", "memory.swap.max", "cpu.max");
        var group = new ControlGroupV2(_folder);

        group.Limit(new ResourceLimits { MemoryBytes = 64 * 1024 * 1024, Cpus = 1.5 });

        Assert.Equal("67108864", Read("memory.max"));
        Assert.Equal("0", Read("memory.swap.max"));
        Assert.Equal("150000 100000", Read("cpu.max"));
    }

    [SkippableFact]
    public void Limits_are_lifted_for_an_attempt_without()
    {
        Skip.If(OperatingSystem.IsWindows());
        Make("memory.max", "memory.swap.max", "cpu.max");
        var group = new ControlGroupV2(_folder);
        group.Limit(new ResourceLimits { MemoryBytes = 64 * 1024 * 1024, Cpus = 0.001 });
        Assert.Equal("1000 100000", Read("cpu.max"));
        Make("memory.max", "memory.swap.max", "cpu.max");

        group.Limit(new ResourceLimits { MemoryBytes = null, Cpus = null });

        Assert.Equal("max", Read("memory.max"));
        Assert.Equal("max", Read("memory.swap.max"));
        Assert.Equal("max 100000", Read("cpu.max"));
    }

    [SkippableFact]
    public void A_limit_that_is_refused_is_an_error_that_names_the_file()
    {
        Skip.If(OperatingSystem.IsWindows());
        Make("memory.max");
        var group = new ControlGroupV2(_folder);
        File.Delete(Path.Combine(_folder, "memory.max"));

        var error = Assert.Throws<IOException>(() => group.Limit(new ResourceLimits { MemoryBytes = 1 }));

        Assert.Contains("memory.max", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Kills_for_lack_of_memory_are_counted()
    {
        Skip.If(OperatingSystem.IsWindows());
        File.WriteAllText(Path.Combine(_folder, "memory.events"), "low 0\nhigh 0\nmax 17\noom 5\noom_kill 2\noom_group_kill 1\n");
        File.WriteAllText(Path.Combine(_folder, "memory.current"), "4096\n");
        var group = new ControlGroupV2(_folder);

        Assert.Equal(2, group.OutOfMemoryKills());
        Assert.Equal(4096, group.MemoryUsage());
        Assert.Equal(0, new ControlGroupV2(_folder + "/none").OutOfMemoryKills());
    }

    [SkippableFact]
    public void A_group_is_found_again_by_its_tag()
    {
        Skip.If(OperatingSystem.IsWindows());
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "a b:c%d")).FullName;

        var tag = ControlGroupTag.Format(new ControlGroupV2(folder), 3);

        Assert.DoesNotContain(' ', tag);
        var found = ControlGroupTag.TryParse(tag);
        Assert.Equal(3, found!.KillsBefore);
        Assert.Equal([folder], found.Open()!.Folders);
        Assert.Null(ControlGroupTag.TryParse(string.Empty));
        Assert.Null(ControlGroupTag.TryParse("v3:1:x"));
        Assert.Null(ControlGroupTag.TryParse("v2:0:/no/such/folder")!.Open());
    }

    [SkippableFact]
    public async Task A_real_group_is_joined_killed_and_removed()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var mount = ControlGroupMounts.Read().SecondVersionFolder;
        var folder = $"{mount}/multibatch-test-{Guid.NewGuid():N}";
        Skip.If(mount is null || UnixFile.MakeDirectory(folder) != 0, "There is no version 2 hierarchy that may be written.");
        var group = new ControlGroupV2(folder);
        var file = Path.Combine(_folder, "pid");
        using var process = Process.Start("/bin/sh", ["-c", $"echo 0 >'{group.JoinFiles[0]}' || exit 7; setsid sleep 1000 & echo $! >'{file}'; exec sleep 1000"]);
        try
        {
            var child = await Eventually.NumberAsync(file);

            Assert.Equal(new[] { process.Id, child }.Order(), group.Members().Order());
            Assert.False(group.TryRemove());
            group.Signal(UnixConstants.SignalKill);

            await process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
            await LiveProcess.EndsAsync(child);
            Assert.Equal(128 + UnixConstants.SignalKill, process.ExitCode);
        }
        finally
        {
            await Eventually.TrueAsync(group.TryRemove, "the group to be removed");
        }
    }

    private void Make(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, name), string.Empty);
        }
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
