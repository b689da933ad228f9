using System.Diagnostics;
using System.Reflection;

namespace MultiBatch.PowerShell.Hosting;

/// <summary>
/// The command line that starts the local engine through the PowerShell that runs: a machine with PowerShell alone has no <c>dotnet</c> command.
/// </summary>
internal static class ModuleEngineCommand
{
    private const string LoaderAssembly = "MultiBatch.PowerShell.Loader";

    /// <summary>The command line, program first; null when no PowerShell can be found.</summary>
    public static IReadOnlyList<string>? ForThisSession(IReadOnlyList<string> arguments) => Of(
        ProcessPath(),
        Assembly.GetEntryAssembly()?.Location,
        PowerShellHome(),
        Path.Combine(Path.GetDirectoryName(typeof(ModuleEngineCommand).Assembly.Location)!, LoaderAssembly + ".dll"),
        arguments,
        File.Exists);

    /// <param name="process">The program that runs; null when it is not known.</param>
    /// <param name="entry">Its main assembly; null or empty when there is none.</param>
    /// <param name="home">The folder of PowerShell.</param>
    /// <param name="loader">The loader's assembly.</param>
    /// <param name="arguments">The arguments of the engine.</param>
    /// <param name="exists">Whether a file is there.</param>
    public static IReadOnlyList<string>? Of(string? process, string? entry, string? home, string loader, IReadOnlyList<string> arguments, Func<string, bool> exists)
    {
        string[] switches = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", Script(loader, arguments)];
        var program = NameOf(process);
        if (program is "pwsh" or "powershell" or "pwsh-preview")
        {
            return [process!, .. switches];
        }

        // PowerShell as a .NET tool, or inside another program: an editor, a service. Its folder mostly holds the shell too.
        foreach (var name in home is null ? [] : new[] { "pwsh", "pwsh.exe", "powershell.exe" })
        {
            var shell = Path.Combine(home!, name);
            if (exists(shell))
            {
                return [shell, .. switches];
            }
        }

        if (program == "dotnet" && NameOf(entry) == "pwsh")
        {
            return [process!, entry!, .. switches];
        }

        return null;
    }

    /// <summary>What the shell runs. Literal text in single quotes, in which nothing is expanded.</summary>
    public static string Script(string loader, IReadOnlyList<string> arguments) =>
        $"exit [Reflection.Assembly]::LoadFrom({Quote(loader)}).GetType('MultiBatch.PowerShell.Loader.EngineEntry')::Run(@({string.Join(",", arguments.Select(Quote))}))";

    private static string Quote(string text) => "'" + text.Replace("'", "''").Replace("\u2018", "\u2018\u2018").Replace("\u2019", "\u2019\u2019").Replace("\u201a", "\u201a\u201a").Replace("\u201b", "\u201b\u201b") + "'";

    private static string? NameOf(string? path) => string.IsNullOrEmpty(path) ? null : Path.GetFileNameWithoutExtension(path)!.ToLowerInvariant();

    private static string? PowerShellHome()
    {
        var location = typeof(System.Management.Automation.PSObject).Assembly.Location;
        return string.IsNullOrEmpty(location) ? null : Path.GetDirectoryName(location);
    }

    private static string? ProcessPath()
    {
        using var process = Process.GetCurrentProcess();
        return process.MainModule?.FileName;
    }
}
