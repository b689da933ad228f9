namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>A file as the system's cache sees it, and as the disk is sure to have it.</summary>
internal sealed class MemoryFile
{
    public byte[] Cached { get; set; } = [];

    public byte[] Synced { get; set; } = [];

    /// <summary>
    /// The file after a loss of power: what was synced, and of what was not, a part of random length with random holes.
    /// </summary>
    public MemoryFile AfterPowerLoss(Random random)
    {
        if (Cached.AsSpan().SequenceEqual(Synced) || random.Next(4) == 0)
        {
            return SyncedAs(Synced);
        }

        if (random.Next(4) == 0)
        {
            return SyncedAs(Cached);
        }

        var common = Math.Min(Synced.Length, Cached.Length);
        if (Cached.Length <= common)
        {
            return SyncedAs(random.Next(2) == 0 ? Cached : Synced);
        }

        var content = Cached[..random.Next(common, Cached.Length + 1)];
        const int Block = 16;
        for (var start = common; start < content.Length; start += Block)
        {
            if (random.Next(3) == 0)
            {
                content.AsSpan(start, Math.Min(Block, content.Length - start)).Clear();
            }
        }

        return SyncedAs(content);
    }

    /// <summary>The file after the process alone died: the system still has its cache.</summary>
    public MemoryFile AfterKill() => new() { Cached = Cached, Synced = Synced };

    private static MemoryFile SyncedAs(byte[] content) => new() { Cached = content, Synced = content };
}
