namespace MultiBatch.Providers.Local.Hosting;

/// <summary>How a process ends that runs an engine.</summary>
internal static class EngineExitCode
{
    /// <summary>Nobody needed the engine any more, or it was asked to end.</summary>
    public const int Ended = 0;

    /// <summary>The arguments make no sense.</summary>
    public const int BadArguments = 2;

    /// <summary>It could not begin or go on; the log says why.</summary>
    public const int Failed = 3;

    /// <summary>Another engine has the folder, and serves it (the number that sysexits.h has for a temporary failure).</summary>
    public const int FolderInUse = 75;
}
