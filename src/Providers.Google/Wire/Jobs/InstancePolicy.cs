namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record InstancePolicy
{
    public string? MachineType { get; init; }

    public string? MinCpuPlatform { get; init; }

    public string? ProvisioningModel { get; init; }

    public IReadOnlyList<Accelerator>? Accelerators { get; init; }

    public Disk? BootDisk { get; init; }

    public IReadOnlyList<AttachedDisk>? Disks { get; init; }

    public string? Reservation { get; init; }
}
