namespace MultiBatch.PowerShell.Loader;

/// <summary>What a PowerShell runs that is started as the local engine: the module's engine host, without importing the module.</summary>
public static class EngineEntry
{
    private const string HostType = "MultiBatch.PowerShell.Hosting.ModuleEngineHost";
    private const string HostMethod = "Run";

    /// <summary>Runs the engine until it ends; blocks the caller.</summary>
    /// <param name="arguments">The engine's arguments, unchanged.</param>
    /// <returns>The exit code for the process.</returns>
    /// <exception cref="MissingMethodException">The folder holds parts of different versions.</exception>
    public static int Run(string[] arguments)
    {
        var method = ModuleLoader.Load().GetType(HostType)?.GetMethod(HostMethod) ?? throw new MissingMethodException(HostType, HostMethod);
        return (int)method.Invoke(null, [arguments])!;
    }
}
