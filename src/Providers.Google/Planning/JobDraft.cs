using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>A native job while it is being put together from the fields of a spec.</summary>
internal sealed class JobDraft
{
    public required NativeSection Native { get; init; }

    /// <summary>The native settings of the environment.</summary>
    public required NativeSection Place { get; init; }

    public string? Image { get; set; }

    public string? MachineType { get; set; }

    public string ProvisioningModel { get; set; } = Mapping.ProvisioningModels.Standard;

    public long CpuMilli { get; set; }

    public long MemoryMib { get; set; }

    /// <summary>The GPU to attach; null where there is none, or the machine type has its own.</summary>
    public Accelerator? Gpu { get; set; }

    public bool HasGpu { get; set; }

    public Disk? BootDisk { get; set; }

    public List<AttachedDisk> Disks { get; } = [];

    public List<Volume> Volumes { get; } = [];

    /// <summary>What a container sees of the machine, as docker writes it.</summary>
    public List<string> Binds { get; } = [];

    public Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    public string? ServiceAccount { get; set; }

    public IReadOnlyList<string>? Locations { get; set; }

    public NetworkInterface? Network { get; set; }

    public long? TaskCountPerNode { get; set; }

    public int MaxRetries { get; set; }

    public IReadOnlyList<LifecyclePolicy>? Policies { get; set; }

    public TimeSpan? MaxRunDuration { get; set; }

    public long? Priority { get; set; }

    public Dictionary<string, string> Dependencies { get; } = new(StringComparer.Ordinal);
}
