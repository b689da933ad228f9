namespace MultiBatch.Emulators.Azure.Model;

/// <summary>All there is in the account. Belongs to <see cref="Sync"/>.</summary>
internal sealed class BatchState
{
    public BatchState(IdComparer ids)
    {
        Ids = ids;
        Pools = new Dictionary<string, PoolEntry>(ids);
        Jobs = new Dictionary<string, JobEntry>(ids);
    }

    public Lock Sync { get; } = new();

    public IdComparer Ids { get; }

    public Dictionary<string, PoolEntry> Pools { get; }

    public Dictionary<string, JobEntry> Jobs { get; }

    /// <summary>Processes of tasks at this moment.</summary>
    public int BusyProcesses { get; set; }

    /// <summary>The next place among all that was ever made.</summary>
    public long NextOrdinal { get; private set; }

    public long TakeOrdinal() => NextOrdinal++;
}
