namespace MultiBatch.Providers.Local.Tests.Journal.Support;

/// <summary>What can be done to a <see cref="MemoryStateFolder"/>, and so made to fail.</summary>
internal enum StateOperation
{
    Lock,
    List,
    Create,
    Append,
    Read,
    Write,
    Sync,
    Truncate,
    Rename,
    Delete,
    SyncFolder,
}
