using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>A group of the second version. The controllers that the parent hands down decide which limits it has.</summary>
internal sealed class ControlGroupV2 : ControlGroup
{
    private const string NoLimit = "max";

    private readonly string _folder;
    private readonly bool _limitsMemory;
    private readonly bool _limitsCpu;
    private readonly bool _limitsSwap;
    private readonly bool _hasKill;
    private string _memoryLimit = NoLimit;
    private string _quota = NoLimit;

    public ControlGroupV2(string folder)
    {
        _folder = folder;
        Folders = [folder];
        JoinFiles = [folder + "/cgroup.procs"];
        _limitsMemory = File.Exists(folder + "/memory.max");
        _limitsSwap = File.Exists(folder + "/memory.swap.max");
        _limitsCpu = File.Exists(folder + "/cpu.max");
        _hasKill = File.Exists(folder + "/cgroup.kill");
    }

    public override IReadOnlyList<string> Folders { get; }

    public override IReadOnlyList<string> JoinFiles { get; }

    public override long OutOfMemoryKills() => ReadEntry(PathOf(_folder, "memory.events"), "oom_kill");

    public override long MemoryUsage() => ReadNumber(PathOf(_folder, "memory.current"));

    public override void Limit(ResourceLimits limits)
    {
        var memory = limits.MemoryBytes is { } bytes ? Text(bytes) : NoLimit;
        if (_limitsMemory && memory != _memoryLimit)
        {
            Write(_folder + "/memory.max", memory);
            if (_limitsSwap)
            {
                Write(_folder + "/memory.swap.max", limits.MemoryBytes is null ? NoLimit : "0");
            }

            _memoryLimit = memory;
        }

        var quota = limits.Cpus is { } cpus ? Text(Quota(cpus)) : NoLimit;
        if (_limitsCpu && quota != _quota)
        {
            Write(_folder + "/cpu.max", quota + " " + Text(CpuPeriodMicroseconds));
            _quota = quota;
        }
    }

    public override void Signal(int signal)
    {
        // Kills also what forks meanwhile. Linux 5.14.
        if (signal != UnixConstants.SignalKill || !_hasKill || UnixFile.WriteExisting(_folder + "/cgroup.kill", "1") != 0)
        {
            base.Signal(signal);
        }
    }
}
