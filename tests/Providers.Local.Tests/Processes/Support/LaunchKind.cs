namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>The ways to start a process that are tested.</summary>
public enum LaunchKind
{
    /// <summary>Under the system's shell.</summary>
    Recorded,

    /// <summary>Under bash, which the system's shell is on some systems.</summary>
    RecordedByBash,

    /// <summary>Without process descriptors, as on macOS.</summary>
    RecordedByThreads,

    /// <summary>Without a shell.</summary>
    Direct,

    /// <summary>As on platforms that have nothing better.</summary>
    Portable,
}
