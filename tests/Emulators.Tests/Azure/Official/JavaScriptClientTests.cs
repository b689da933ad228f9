using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Official;

/// <summary>The vendor's own client for JavaScript drives the emulator. A fake that only we call proves nothing.</summary>
public sealed class JavaScriptClientTests
{
    private static readonly string[] Steps =
    [
        "images", "pool", "nodes", "job", "task", "files", "collection", "dependency", "failure", "retry", "timeout", "terminate", "reactivate", "lists", "resize", "conditions",
        "disable", "errors", "end",
    ];

    [SkippableFact]
    public async Task The_official_client_lives_a_whole_life()
    {
        var node = Programs.Find("node");
        Skip.If(node is null, "Node is not installed");
        Assert.True(
            Directory.Exists(Path.Combine(Programs.AzureClients, "node_modules")), $"The official client is not installed: run 'npm ci' in {Programs.AzureClients}, as test.sh does.");
        await using var emulator = await AzureEmulator.StartAsync(new AzureEmulatorOptions { TimeScale = 0.02 });

        var run = await Programs.RunAsync(node, ["life.mjs"], Programs.AzureClients, Programs.VariablesFor(emulator));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(Steps.Select(step => "ok " + step), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, emulator.Counters["Task_AddCollection"]);
    }
}
