namespace MultiBatch.Providers.Local.Processes;

/// <summary>Which way processes are started.</summary>
internal enum LaunchPath
{
    /// <summary>The way of this platform.</summary>
    Best,

    /// <summary>What works on every platform: attempts do not outlive the engine.</summary>
    Portable,
}
