namespace MultiBatch.Providers.Local.Limits;

/// <summary>Nothing to enforce, or at most a limit of address space that the process sets itself.</summary>
internal sealed class NoLimits : IAppliedLimits
{
    private NoLimits(long? addressSpaceKilobytes) => AddressSpaceKilobytes = addressSpaceKilobytes;

    public static NoLimits Instance { get; } = new(null);

    public string Tag => string.Empty;

    public IReadOnlyList<string> JoinFiles => [];

    public long? AddressSpaceKilobytes { get; }

    public static NoLimits WithAddressSpace(long bytes) => new(Math.Max(1, bytes / 1024));

    public bool SawOutOfMemory() => false;

    public void Signal(int signal)
    {
    }

    public void Release()
    {
    }
}
