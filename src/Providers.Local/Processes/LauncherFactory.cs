using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes.Portable;
using MultiBatch.Providers.Local.Processes.Unix;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>Chooses how processes are started on this machine.</summary>
internal static class LauncherFactory
{
    /// <summary>Set to <c>portable</c> to start processes as on a platform that has nothing better.</summary>
    public const string LaunchVariable = "MULTIBATCH_LOCAL_LAUNCH";

    private const string Portable = "portable";

    public static LaunchPath FromEnvironment() =>
        string.Equals(Environment.GetEnvironmentVariable(LaunchVariable), Portable, StringComparison.OrdinalIgnoreCase)
            ? LaunchPath.Portable
            : LaunchPath.Best;

    /// <summary>Makes the launcher; the limiter is probed for it and belongs to it.</summary>
    /// <param name="path">Which way to start processes.</param>
    /// <param name="engineName">Names what is made outside the state folder; the same after a restart. Letters and digits.</param>
    /// <param name="time">The clock.</param>
    public static IProcessLauncher Create(LaunchPath path, string engineName, TimeProvider time) =>
        path == LaunchPath.Portable || !(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            ? new PortableLauncher(time)
            : new UnixLauncher(LimiterFactory.Probe(engineName), time);
}
