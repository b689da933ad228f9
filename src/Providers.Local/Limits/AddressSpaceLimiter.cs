namespace MultiBatch.Providers.Local.Limits;

/// <summary>Limits memory by the address space of each process, or, where even that is missing, nothing at all.</summary>
internal sealed class AddressSpaceLimiter : IResourceLimiter
{
    public AddressSpaceLimiter(LimitSupport support) => Support = support;

    public LimitSupport Support { get; }

    public IAppliedLimits Apply(ResourceLimits limits) =>
        Support.Memory == LimitMethod.AddressSpace && limits.MemoryBytes is { } bytes ? NoLimits.WithAddressSpace(bytes) : NoLimits.Instance;

    public IAppliedLimits Reopen(string tag) => ControlGroupTag.TryParse(tag)?.Reopen() ?? (IAppliedLimits)NoLimits.Instance;

    public void RemoveLeftOvers()
    {
    }

    public void Dispose()
    {
    }
}
