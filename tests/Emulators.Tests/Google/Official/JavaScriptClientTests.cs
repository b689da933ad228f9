using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google.Official;

/// <summary>The vendor's own clients for JavaScript drive the emulator, in REST mode. A fake that only we call proves nothing.</summary>
public sealed class JavaScriptClientTests
{
    private static readonly string[] Steps =
    [
        "create", "end", "task", "logs", "array", "failure", "retry", "timeout", "steps", "cancel", "lists", "delete", "operations", "dependencies", "locations", "errors",
    ];

    [SkippableFact]
    public async Task The_official_clients_live_a_whole_life()
    {
        var node = Programs.Find("node");
        Skip.If(node is null, "Node is not installed");
        Assert.True(
            Directory.Exists(Path.Combine(Programs.GoogleClients, "node_modules")), $"The official clients are not installed: run 'npm ci' in {Programs.GoogleClients}, as test.sh does.");
        await using var emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions { TimeScale = 0.05 });

        var run = await Programs.RunAsync(node, ["life.mjs"], Programs.GoogleClients, new Dictionary<string, string>
        {
            ["GOOGLE_EMULATOR"] = emulator.Endpoint.ToString(),
            ["GOOGLE_CLOUD_PROJECT"] = emulator.Project,
            ["GOOGLE_TOKEN"] = emulator.AccessToken,
        });

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(Steps.Select(step => "ok " + step), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(emulator.Counters["CreateJob"] >= 14);
        Assert.True(emulator.Counters["ListLogEntries"] >= 5);
    }
}
