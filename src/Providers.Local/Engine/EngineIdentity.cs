using System.Diagnostics;
using System.Reflection;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>Who this process is.</summary>
internal static class EngineIdentity
{
    /// <summary>The version of this library, without the commit it was built from.</summary>
    public static string ProductVersion { get; } =
        typeof(EngineIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static int ProcessId { get; } = FindProcessId();

    private static int FindProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
