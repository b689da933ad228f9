using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>A group of the first version: a folder in the memory hierarchy, one in the cpu hierarchy, or both.</summary>
internal sealed class ControlGroupV1 : ControlGroup
{
    private const string NoLimit = "-1";

    private readonly string? _memory;
    private readonly string? _cpu;
    private string _memoryLimit = NoLimit;
    private string _quota = NoLimit;

    public ControlGroupV1(string? memoryFolder, string? cpuFolder)
    {
        _memory = memoryFolder;
        _cpu = cpuFolder;
        Folders = new[] { memoryFolder, cpuFolder }.OfType<string>().ToArray();

        // A thread that moves itself by "tasks" needs no lock over all processes of the machine, which "cgroup.procs"
        // takes: it halves the cost. The process that joins is a shell, so it has one thread.
        JoinFiles = Folders.Select(folder => folder + "/tasks").ToArray();
    }

    public override IReadOnlyList<string> Folders { get; }

    public override IReadOnlyList<string> JoinFiles { get; }

    public override long OutOfMemoryKills() => ReadEntry(PathOf(_memory, "memory.oom_control"), "oom_kill");

    public override long MemoryUsage() => ReadNumber(PathOf(_memory, "memory.usage_in_bytes"));

    public override void Limit(ResourceLimits limits)
    {
        if (_memory is not null)
        {
            LimitMemory(limits.MemoryBytes is { } bytes ? Text(bytes) : NoLimit);
        }

        if (_cpu is not null)
        {
            LimitCpu(limits.Cpus is { } cpus ? Text(Quota(cpus)) : NoLimit);
        }
    }

    private void LimitMemory(string limit)
    {
        if (limit == _memoryLimit)
        {
            return;
        }

        // Memory plus swap may never be below memory, so it goes up first and down last. Without swap accounting there
        // is no such file.
        var withSwap = _memory + "/memory.memsw.limit_in_bytes";
        var countsSwap = File.Exists(withSwap);
        if (countsSwap)
        {
            Write(withSwap, NoLimit);
        }

        _memoryLimit = string.Empty;
        Write(_memory + "/memory.limit_in_bytes", limit);
        if (countsSwap)
        {
            Write(withSwap, limit);
        }

        _memoryLimit = limit;
    }

    private void LimitCpu(string quota)
    {
        if (quota == _quota)
        {
            return;
        }

        // A quota above that of a parent group is refused: the parent's holds then anyway.
        var file = _cpu + "/cpu.cfs_quota_us";
        if (UnixFile.WriteExisting(file, quota) != 0)
        {
            Write(file, NoLimit);
        }

        _quota = quota;
    }
}
