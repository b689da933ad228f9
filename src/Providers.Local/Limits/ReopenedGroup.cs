using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>The control group of an attempt that an earlier engine started. It is removed at the end, never used again.</summary>
internal sealed class ReopenedGroup : IAppliedLimits
{
    private readonly ControlGroup _group;
    private readonly long _killsBefore;

    public ReopenedGroup(ControlGroup group, long killsBefore)
    {
        _group = group;
        _killsBefore = killsBefore;
        Tag = ControlGroupTag.Format(group, killsBefore);
    }

    public string Tag { get; }

    public IReadOnlyList<string> JoinFiles => _group.JoinFiles;

    public long? AddressSpaceKilobytes => null;

    public bool SawOutOfMemory() => _group.OutOfMemoryKills() > _killsBefore;

    public void Signal(int signal) => _group.Signal(signal);

    public void Release()
    {
        _group.Signal(UnixConstants.SignalKill);

        // Fails while the last process dies; the next engine to start clears what is left.
        if (!_group.TryRemove())
        {
            return;
        }

        foreach (var folder in _group.Folders)
        {
            // The folder of the earlier engine, once nothing is in it.
            _ = UnixFile.RemoveDirectory(Path.GetDirectoryName(folder)!);
        }
    }
}
