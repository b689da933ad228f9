using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Limits;

/// <summary>
/// Limits by control groups. Groups are kept and used again: making and removing one costs as much as a third of a start,
/// and a removed one stays in the kernel as long as a page of a file that its job wrote is cached.
/// </summary>
internal sealed class ControlGroupLimiter : IResourceLimiter
{
    // What a group may still hold from its last attempt. More (a file left in a memory file system, say) would count
    // against the next attempt, so such a group is not used again.
    private const long LargestRemainder = 4 * 1024 * 1024;
    private const int RemoveAtOnce = 64;

    private readonly object _gate = new();
    private readonly IControlGroupHierarchy _hierarchy;
    private readonly Stack<ControlGroup> _idle = new();
    private readonly List<ControlGroup> _retired = [];
    private bool _disposed;

    public ControlGroupLimiter(IControlGroupHierarchy hierarchy, LimitSupport support)
    {
        _hierarchy = hierarchy;
        Support = support;
    }

    public LimitSupport Support { get; }

    public IAppliedLimits Apply(ResourceLimits limits)
    {
        if (limits.IsEmpty)
        {
            return NoLimits.Instance;
        }

        // A used group may refuse: it can be full of what cannot be given back.
        return (TakeIdle() is { } used ? TryLimit(used, limits, out _) : null) ??
            TryLimit(_hierarchy.Create(), limits, out var refusal) ??
            throw refusal!;
    }

    public IAppliedLimits Reopen(string tag) => ControlGroupTag.TryParse(tag)?.Reopen() ?? (IAppliedLimits)NoLimits.Instance;

    public void RemoveLeftOvers() => _hierarchy.RemoveLeftOvers();

    /// <summary>Takes a group back. Called once for each that was handed out.</summary>
    public void Return(ControlGroup group)
    {
        if (group.Members().Count > 0)
        {
            group.Signal(UnixConstants.SignalKill);
            Retire(group);
            return;
        }

        if (group.MemoryUsage() > LargestRemainder)
        {
            Retire(group);
            return;
        }

        lock (_gate)
        {
            if (!_disposed)
            {
                _idle.Push(group);
                return;
            }
        }

        Retire(group);
    }

    /// <summary>Removes the groups that nobody is in. Groups of attempts that go on stay for the next engine.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _retired.AddRange(_idle);
            _idle.Clear();
        }

        RemoveRetired();
        _hierarchy.Dispose();
    }

    private PooledGroup? TryLimit(ControlGroup group, ResourceLimits limits, out IOException? refusal)
    {
        try
        {
            group.Limit(limits);
            refusal = null;
            return new PooledGroup(this, group, group.OutOfMemoryKills());
        }
        catch (IOException e)
        {
            Retire(group);
            refusal = e;
            return null;
        }
    }

    private ControlGroup? TakeIdle()
    {
        lock (_gate)
        {
            return _idle.Count > 0 ? _idle.Pop() : null;
        }
    }

    private void Retire(ControlGroup group)
    {
        bool full;
        lock (_gate)
        {
            _retired.Add(group);
            full = _retired.Count >= RemoveAtOnce || _disposed;
        }

        if (full)
        {
            RemoveRetired();
        }
    }

    private void RemoveRetired()
    {
        ControlGroup[] groups;
        lock (_gate)
        {
            groups = [.. _retired];
            _retired.Clear();
        }

        foreach (var group in groups)
        {
            if (group.TryRemove())
            {
                continue;
            }

            group.Signal(UnixConstants.SignalKill);
            lock (_gate)
            {
                _retired.Add(group);
            }
        }
    }

    private sealed class PooledGroup : IAppliedLimits
    {
        private readonly ControlGroupLimiter _owner;
        private readonly ControlGroup _group;
        private readonly long _killsBefore;
        private int _released;

        public PooledGroup(ControlGroupLimiter owner, ControlGroup group, long killsBefore)
        {
            _owner = owner;
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
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                _owner.Return(_group);
            }
        }
    }
}
