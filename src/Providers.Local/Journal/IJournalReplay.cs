namespace MultiBatch.Providers.Local.Journal;

/// <summary>
/// Receives the stored state when a journal is opened: first the items of the newest snapshot, if there is one, then every later
/// record in the order in which they were appended. Called by one thread. When opening fails half-way, what was received is void.
/// </summary>
/// <typeparam name="TRecord">One change of the state.</typeparam>
/// <typeparam name="TItem">One part of a snapshot of the state.</typeparam>
internal interface IJournalReplay<TRecord, TItem>
{
    /// <summary>Takes one item of the snapshot.</summary>
    void Restore(TItem item);

    /// <summary>Repeats one change.</summary>
    void Apply(TRecord record);
}
