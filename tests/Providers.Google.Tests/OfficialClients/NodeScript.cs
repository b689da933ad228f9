using System.Diagnostics;
using System.Text.Json;

namespace MultiBatch.Providers.Google.Tests.OfficialClients;

/// <summary>Runs a script over the vendor's official client, in <c>tests/clients/google</c>.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Skips the test where there is no Node. With Node, clients that are not installed are a failure.</summary>
    public static async Task<JsonElement> RunAsync(string script, string input)
    {
        var folder = Path.Combine(RepositoryRoot(), "tests", "clients", "google");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script)])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("needs Node, to run the vendor's official client");
        }

        using (process)
        {
            Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), "The official clients are not installed: run ./test.sh, or 'npm ci' in tests/clients/google.");
            using var limit = new CancellationTokenSource(Limit);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await error}");
            return JsonDocument.Parse(await output).RootElement.Clone();
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MultiBatch.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
