using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Unix;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>
/// Finds the best way this machine has to enforce limits, by really doing it once: a group is made, limited, joined by a process
/// and removed. The presence of a file proves nothing: a container shows control groups that it may not write.
/// </summary>
internal static class LimiterFactory
{
    private const string Prefix = "multibatch-";
    private const string Memory = "memory";
    private const string Cpu = "cpu";
    private const long ProbeMemory = 64 * 1024 * 1024;
    private const double ProbeCpus = 0.5;
    private const string ProbeAddressSpace = "ulimit -v 4194304 && [ \"$(ulimit -v)\" = 4194304 ]";
    private const string JoinAll = "for f; do echo 0 >|\"$f\" || exit 1; done";

    /// <summary>A limiter that enforces nothing, for platforms without process groups and for those who want none.</summary>
    public static IResourceLimiter None(string reason) => new AddressSpaceLimiter(new LimitSupport(LimitMethod.None, LimitMethod.None, reason));

    /// <param name="engineName">Names the groups of this engine: letters and digits, the same after a restart.</param>
    public static IResourceLimiter Probe(string engineName) =>
        OperatingSystem.IsWindows() ? None("Limits are not enforced on this platform.") : Probe(engineName, ControlGroupMounts.Read());

    internal static IResourceLimiter Probe(string engineName, ControlGroupMounts mounts)
    {
        using var spawner = new Spawner();
        var refusals = new List<string>();
        if (OperatingSystem.IsLinux())
        {
            if ((TrySecondVersion(engineName, mounts, spawner, refusals) ?? TryFirstVersion(engineName, mounts, spawner, refusals)) is { } limiter)
            {
                return limiter;
            }
        }

        var addressSpace = ShellRun.Run(spawner, Shells.Default, ProbeAddressSpace) is { Code: 0 };
        return new AddressSpaceLimiter(new LimitSupport(
            addressSpace ? LimitMethod.AddressSpace : LimitMethod.None,
            LimitMethod.None,
            string.Join(" ", refusals.Append(addressSpace
                ? "Memory is limited by the address space of each process; CPU is accounted for, not limited."
                : "Memory and CPU are accounted for, not limited."))));
    }

    private static ControlGroupLimiter? TrySecondVersion(
        string engineName, ControlGroupMounts mounts, Spawner spawner, List<string> refusals)
    {
        if (mounts.SecondVersionFolder is not { } own || mounts.SecondVersionMount is not { } mount)
        {
            refusals.Add("There is no version 2 control group hierarchy.");
            return null;
        }

        // A group with processes in it cannot hand controllers down, so the own group rarely serves; the nearest one above
        // that is delegated to this user does.
        var refusal = "no group above this process may be written";
        for (var parent = own; parent.Length >= mount.Length; parent = Path.GetDirectoryName(parent) ?? string.Empty)
        {
            var folder = parent + "/" + Prefix + engineName;
            if (UnixFile.MakeDirectory(folder) is not (0 or UnixConstants.ErrorExists))
            {
                continue;
            }

            var controllers = (UnixFile.ReadText(folder + "/cgroup.controllers") ?? string.Empty).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var handed = HandDown(folder, new[] { Memory, Cpu }.Where(controllers.Contains));
            if (handed.Contains(Memory))
            {
                var folders = new ControlGroupFolders([folder], made => new ControlGroupV2(made[0]), made => HandDown(made, handed));
                if (Works(folders, spawner) is not { } reason)
                {
                    var limitsCpu = handed.Contains(Cpu);
                    return new ControlGroupLimiter(folders, new LimitSupport(
                        LimitMethod.ControlGroupV2,
                        limitsCpu ? LimitMethod.ControlGroupV2 : LimitMethod.None,
                        "control groups, version 2" + (limitsCpu ? string.Empty : "; the cpu controller is not handed down")));
                }

                refusal = reason;
                folders.Dispose();
            }
            else
            {
                refusal = "no group above this process hands down the memory controller";
                _ = UnixFile.RemoveDirectory(folder);
            }
        }

        refusals.Add($"Version 2 control groups cannot be used: {refusal}.");
        return null;
    }

    /// <returns>The controllers that groups in the folder now have.</returns>
    private static string[] HandDown(string folder, IEnumerable<string> controllers) =>
        [.. controllers.Where(controller => UnixFile.WriteExisting(folder + "/cgroup.subtree_control", "+" + controller) == 0)];

    private static ControlGroupLimiter? TryFirstVersion(
        string engineName, ControlGroupMounts mounts, Spawner spawner, List<string> refusals)
    {
        var memory = MakeBase(mounts.FirstVersionFolder(Memory), engineName);
        var cpu = MakeBase(mounts.FirstVersionFolder(Cpu), engineName);
        if (memory is null)
        {
            refusals.Add("Version 1 control groups cannot be used: there is no memory hierarchy that may be written.");
            if (cpu is not null)
            {
                _ = UnixFile.RemoveDirectory(cpu);
            }

            return null;
        }

        var folders = new ControlGroupFolders(
            cpu is null ? [memory] : [memory, cpu],
            made => new ControlGroupV1(made[0], made.Length > 1 ? made[1] : null));
        if (Works(folders, spawner) is { } reason)
        {
            refusals.Add($"Version 1 control groups cannot be used: {reason}.");
            folders.Dispose();
            return null;
        }

        return new ControlGroupLimiter(folders, new LimitSupport(
            LimitMethod.ControlGroupV1,
            cpu is null ? LimitMethod.None : LimitMethod.ControlGroupV1,
            "control groups, version 1" + (cpu is null ? "; there is no cpu hierarchy that may be written" : string.Empty)));
    }

    private static string? MakeBase(string? own, string engineName)
    {
        if (own is null)
        {
            return null;
        }

        var folder = own + "/" + Prefix + engineName;
        return UnixFile.MakeDirectory(folder) is 0 or UnixConstants.ErrorExists ? folder : null;
    }

    /// <summary>Why groups cannot be used after all; null when they can.</summary>
    private static string? Works(ControlGroupFolders folders, Spawner spawner)
    {
        try
        {
            var group = folders.Create();
            try
            {
                group.Limit(new ResourceLimits { MemoryBytes = ProbeMemory, Cpus = ProbeCpus });
                return ShellRun.Run(spawner, Shells.Default, JoinAll, ["sh", .. group.JoinFiles]) is { Code: 0 } ? null : "a process could not be moved into a new group";
            }
            finally
            {
                group.TryRemove();
            }
        }
        catch (IOException e)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
