using System.ComponentModel;
using MultiBatch.Providers.Local;

namespace MultiBatch.PowerShell.Hosting;

/// <summary>The local engine as the one purpose of a PowerShell process.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModuleEngineHost
{
    /// <summary>Runs the engine until it ends; blocks the caller.</summary>
    /// <param name="arguments">The engine's arguments, unchanged.</param>
    /// <returns>The exit code for the process.</returns>
    public static int Run(string[] arguments) => Task.Run(() => LocalEngineHost.RunAsync(arguments)).GetAwaiter().GetResult();
}
