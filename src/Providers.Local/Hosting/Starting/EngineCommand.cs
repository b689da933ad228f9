using System.Reflection;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>The command line that starts an engine in a process of its own.</summary>
internal static class EngineCommand
{
    private const string CommandAssembly = "multibatch";
    private const string DotNet = "dotnet";

    /// <summary>
    /// This program once more, when it is the <c>multibatch</c> command, in whichever form it was started; null for any other program.
    /// </summary>
    public static IReadOnlyList<string>? OfThisProgram(IReadOnlyList<string> arguments)
    {
        var entry = Assembly.GetEntryAssembly();
        return entry?.GetName().Name == CommandAssembly ? Of(Environment.ProcessPath, entry.Location, arguments) : null;
    }

    /// <summary>The command line for a program that is known by its process and its main assembly.</summary>
    /// <param name="processPath">The file that runs.</param>
    /// <param name="assemblyPath">The main assembly; empty when it is inside that file.</param>
    /// <param name="arguments">The arguments of the engine.</param>
    public static IReadOnlyList<string>? Of(string? processPath, string assemblyPath, IReadOnlyList<string> arguments)
    {
        if (string.IsNullOrEmpty(processPath))
        {
            return null;
        }

        var isRuntime = string.Equals(Path.GetFileNameWithoutExtension(processPath), DotNet, StringComparison.OrdinalIgnoreCase);
        return isRuntime && assemblyPath.Length == 0 ? null
            : isRuntime ? [processPath!, assemblyPath, LocalEngineHost.CommandName, .. arguments]
            : [processPath!, LocalEngineHost.CommandName, .. arguments];
    }
}
