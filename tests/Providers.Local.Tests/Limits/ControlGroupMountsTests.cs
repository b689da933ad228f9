using MultiBatch.Providers.Local.Limits;

namespace MultiBatch.Providers.Local.Tests.Limits;

public sealed class ControlGroupMountsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("multibatch-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Each_controller_has_its_own_folder()
    {
        Make("memory/a/b", "cpu,cpuacct", "unified/user.slice/me.scope");
        var mounts = ControlGroupMounts.Parse(
            $"""
            30 29 0:26 / {_root}/memory rw,nosuid shared:9 - cgroup cgroup rw,memory
            31 29 0:27 / {_root}/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct
            32 29 0:28 / {_root}/unified rw - cgroup2 cgroup2 rw,nsdelegate
            33 29 0:29 / / rw - ext4 /dev/vda rw
            """,
            "12:memory:/a/b\n2:cpu,cpuacct:/\n1:name=systemd:/x\n0::/user.slice/me.scope\n");

        Assert.Equal($"{_root}/memory/a/b", mounts.FirstVersionFolder("memory"));
        Assert.Equal($"{_root}/cpu,cpuacct", mounts.FirstVersionFolder("cpu"));
        Assert.Equal($"{_root}/unified/user.slice/me.scope", mounts.SecondVersionFolder);
        Assert.Equal($"{_root}/unified", mounts.SecondVersionMount);
        Assert.Null(mounts.FirstVersionFolder("pids"));
    }

    [Fact]
    public void A_container_sees_only_its_part()
    {
        Make("memory/jobs", "unified");
        var mounts = ControlGroupMounts.Parse(
            $"30 29 0:26 /docker/abc {_root}/memory rw - cgroup cgroup rw,memory\n32 29 0:28 /../.. {_root}/unified rw - cgroup2 cgroup2 rw\n",
            "12:memory:/docker/abc/jobs\n0::/not/visible\n");

        Assert.Equal($"{_root}/memory/jobs", mounts.FirstVersionFolder("memory"));
        Assert.Equal($"{_root}/unified", mounts.SecondVersionFolder);
    }

    [Fact]
    public void Spaces_in_paths_are_read()
    {
        Make("with space");
        var mounts = ControlGroupMounts.Parse($"30 29 0:26 / {_root}/with\\040space rw - cgroup2 cgroup2 rw\n", "0::/\n");

        Assert.Equal($"{_root}/with space", mounts.SecondVersionFolder);
    }

    [Fact]
    public void Without_control_groups_there_are_no_folders()
    {
        var mounts = ControlGroupMounts.Parse(string.Empty, string.Empty);

        Assert.Null(mounts.SecondVersionFolder);
        Assert.Null(mounts.FirstVersionFolder("memory"));
    }

    private void Make(params string[] folders)
    {
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
        }
    }
}
