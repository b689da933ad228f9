using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Official;

/// <summary>The vendor's own clients for JavaScript drive the emulator. A fake that only we call proves nothing.</summary>
public sealed class JavaScriptClientTests
{
    private static readonly string[] Steps =
    [
        "identity", "environment", "queue", "definition", "job", "array", "dependency", "failure", "retry", "timeout", "terminate", "tags", "paging",
        "policies", "snapshot", "errors", "end",
    ];

    [SkippableFact]
    public async Task The_official_clients_live_a_whole_life()
    {
        var node = Programs.Find("node");
        Skip.If(node is null, "Node is not installed");
        Assert.True(
            Directory.Exists(Path.Combine(Programs.AwsClients, "node_modules")), $"The official clients are not installed: run 'npm ci' in {Programs.AwsClients}, as test.sh does.");
        await using var emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions { TimeScale = 0.02 });

        var run = await Programs.RunAsync(node, ["life.mjs"], Programs.AwsClients, Programs.VariablesFor(emulator));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(Steps.Select(step => "ok " + step), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(emulator.Counters["SubmitJob"] >= 20);
        Assert.Equal(1, emulator.Counters["GetCallerIdentity"]);
    }
}
