using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MultiBatch.Providers.Aws.Tests.ChildProcesses;

/// <summary>What a connection finds in a process with a home folder and an environment of its own.</summary>
internal sealed class FoundConnection
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string?> _found;

    private FoundConnection(Dictionary<string, string?> found) => _found = found;

    public string? Region => _found.GetValueOrDefault("region");

    public string? Endpoint => _found.GetValueOrDefault("endpoint");

    public string? AccessKey => _found.GetValueOrDefault("accessKey");

    public string? SecretKey => _found.GetValueOrDefault("secretKey");

    public string? Token => _found.GetValueOrDefault("token");

    public string? Error => _found.GetValueOrDefault("error");

    public string? Message => _found.GetValueOrDefault("message");

    /// <summary>The error as text, with everything inside it.</summary>
    public string? ErrorText => _found.GetValueOrDefault("text");

    public static async Task<FoundConnection> InAsync(string home, IEnumerable<(string Name, string Value)> environment, string? profile = null)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", typeof(ChildProgram).Assembly.Location, ConnectionRole.Name, .. profile is null ? Array.Empty<string>() : [profile]])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = start.Environment["USERPROFILE"] = home;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(home, ".aws", "config");
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home, ".aws", "credentials");
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
