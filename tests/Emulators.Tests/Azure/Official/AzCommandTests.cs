using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Official;

/// <summary>The vendor's command line drives the emulator.</summary>
public sealed class AzCommandTests
{
    [SkippableFact]
    public async Task The_official_command_lives_a_whole_life()
    {
        var az = Programs.Find("az");
        Skip.If(az is null, "the az command is not installed");
        await using var emulator = await AzureEmulator.StartAsync(new AzureEmulatorOptions { Delays = AzureDelays.None, TimeScale = 0.02 });
        var folder = Directory.CreateTempSubdirectory("multibatch-az-").FullName;

        await AzAsync(
            "pool", "create", "--id", "p", "--vm-size", "Standard_D4s_v3", "--target-dedicated-nodes", "2", "--image", "canonical:ubuntu-24_04-lts:server",
            "--node-agent-sku-id", "batch.node.ubuntu 24.04", "--task-slots-per-node", "4");
        Assert.Equal("p", (string?)(await AzAsync("pool", "list", "--filter", "startswith(id,'p')", "--select", "id,state"))![0]!["id"]);
        await AzAsync("job", "create", "--id", "j", "--pool-id", "p", "--uses-task-dependencies");
        await AzAsync("task", "create", "--job-id", "j", "--task-id", "t", "--command-line", "/bin/sh -c 'echo hello $WORD; exit 3'", "--environment-settings", "WORD=you", "--max-task-retry-count", "1");
        var many = Path.Combine(folder, "many.json");
        await File.WriteAllTextAsync(many, new JsonArray([.. Enumerable.Range(0, 3).Select(index => new JsonObject { ["id"] = $"m{index}", ["commandLine"] = "/bin/true" })]).ToJsonString());
        Assert.Equal(3, ((JsonArray)(await AzAsync("task", "create", "--job-id", "j", "--json-file", many))!).Count);
        await AzAsync("task", "create", "--job-id", "j", "--task-id", "endless", "--command-line", "/bin/sleep 600");

        JsonNode task = new JsonObject();
        await UntilAsync(async () => (string?)(task = (await AzAsync("task", "show", "--job-id", "j", "--task-id", "t"))!)["state"] == "completed");
        Assert.Equal((3, 1, "failure"), ((int?)task["executionInfo"]!["exitCode"], (int?)task["executionInfo"]!["retryCount"], (string?)task["executionInfo"]!["result"]));
        var output = Path.Combine(folder, "stdout.txt");
        await AzAsync("task", "file", "download", "--job-id", "j", "--task-id", "t", "--file-path", "stdout.txt", "--destination", output);
        Assert.Equal("hello you\n", await File.ReadAllTextAsync(output));
        await AzAsync("task", "stop", "--job-id", "j", "--task-id", "endless");
        await UntilAsync(async () => ((JsonArray)(await AzAsync("task", "list", "--job-id", "j", "--filter", "state eq 'completed'"))!).Count == 5);

        var wrong = await RunAsync("task", "show", "--job-id", "j", "--task-id", "none");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("The specified task does not exist.", wrong.Error, StringComparison.Ordinal);
        await AzAsync("job", "stop", "--job-id", "j");
        await AzAsync("job", "delete", "--job-id", "j", "--yes");
        await AzAsync("pool", "delete", "--pool-id", "p", "--yes");
        Directory.Delete(folder, recursive: true);

        Task<ProgramRun> RunAsync(params string[] arguments)
        {
            var variables = Programs.VariablesFor(emulator);
            variables["AZURE_CONFIG_DIR"] = Path.Combine(folder, "config");
            variables["AZURE_CORE_COLLECT_TELEMETRY"] = "false";
            return Programs.RunAsync(az, ["batch", .. arguments, "--output", "json"], Programs.RepositoryRoot, variables);
        }

        async Task<JsonNode?> AzAsync(params string[] arguments)
        {
            var run = await RunAsync(arguments);
            Assert.True(run.ExitCode == 0, $"az batch {string.Join(' ', arguments)}: {run.Error}");
            return run.Output.Trim().Length == 0 ? null : JsonNode.Parse(run.Output);
        }

        static Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(condition, () => "what the az command was to see");
    }
}
