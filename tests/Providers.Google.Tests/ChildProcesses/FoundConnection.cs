using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MultiBatch.Providers.Google.Tests.ChildProcesses;

/// <summary>What a connection finds in a process with a home folder and an environment of its own.</summary>
internal sealed class FoundConnection
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string?> _found;

    private FoundConnection(Dictionary<string, string?> found) => _found = found;

    public string? this[string name] => _found.GetValueOrDefault(name);

    public static async Task<FoundConnection> InAsync(string home, IEnumerable<(string Name, string Value)> environment, params string[] options)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", typeof(ChildProgram).Assembly.Location, ConnectionRole.Name, .. options])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GOOGLE_", StringComparison.Ordinal) || name.StartsWith("CLOUDSDK_", StringComparison.Ordinal) || name.StartsWith("GCE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = start.Environment["USERPROFILE"] = start.Environment["APPDATA"] = home;
        start.Environment["NO_GCE_CHECK"] = "true";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await error);
        return new FoundConnection(JsonSerializer.Deserialize<Dictionary<string, string?>>(output)!);
    }
}
