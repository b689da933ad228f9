using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;
using MultiBatch.PowerShell.Capabilities;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Definitions;
using MultiBatch.PowerShell.Environments;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Logs;
using MultiBatch.PowerShell.Planning;
using MultiBatch.PowerShell.Queues;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Json;

/// <summary>What <c>ToJson()</c> of an object writes is what the command writes of the same thing.</summary>
public sealed class ToJsonTests : IDisposable
{
    private delegate Task<(string Module, JsonNode? Command)> Row(ToJsonTests tests);

    private static readonly Dictionary<Type, Row[]> Rows = new()
    {
        [typeof(BatchJob)] =
        [
            static tests => tests.JobAsync(["true"]),
            static tests => tests.JobAsync(["exit", "3"]),
            static tests => tests.JobAsync(["true"], ("ArraySize", 3), ("Label", new Hashtable { ["tier"] = 1 })),
            static async tests =>
            {
                var job = tests.Submit(["exit", "3"]);
                var explained = tests._world.Run<GetBatchJobCommand>(("Job", job), ("Explain", true)).All<BatchJob>().Single();
                return (explained.ToJson(), await tests.CommandAsync("job", "show", job.Reference, "--explain"));
            },
        ],
        [typeof(BatchLogLine)] =
        [
            static async tests =>
            {
                var job = tests._world.Run<SubmitBatchJobCommand>(("Script", "err <oops> & 'größe'"), ("Wait", true)).All<BatchJob>().Single();
                var line = tests._world.Run<GetBatchJobLogCommand>(("Job", job), ("AsObject", true)).All<BatchLogLine>()[0];
                return (line.ToJson(), (await tests.CommandAsync("job", "logs", job.Reference))![0]);
            },
        ],
        [typeof(BatchPlan)] =
        [
            static async tests => (tests.Plan().ToJson(), await tests.CommandAsync("plan", "--name", "p", "--timeout", "90", "--memory", "2GB", "--vcpus", "1", "--", "sort", "in put")),
            static async tests => (tests.Plan().ToJson(native: true), await tests.CommandAsync("plan", "--native", "--name", "p", "--timeout", "90", "--memory", "2GB", "--vcpus", "1", "--", "sort", "in put")),
        ],
        [typeof(BatchFeatureSupport)] =
        [
            static async tests =>
            {
                var support = tests._world.Run<GetBatchCapabilityCommand>(("Feature", new[] { "arrays" })).All<BatchFeatureSupport>().Single();
                var all = await tests.CommandAsync("capabilities");
                return (support.ToJson(), new JsonObject { ["provider"] = all!["provider"]!.DeepClone(), ["features"] = new JsonObject { ["arrays"] = all["features"]!["arrays"]!.DeepClone() } });
            },
        ],
        [typeof(BatchConnection)] =
        [
            static async tests =>
            {
                tests._world.Registry.Add(new ConnectionSettings
                {
                    Name = "far", Provider = InMemoryBatchProvider.ProviderName, Region = "there", Profile = "me", Endpoint = new Uri("https://localhost:1/x?a=1&b=<2>"), DefaultQueue = "q",
                    Settings = new Dictionary<string, string> { ["b"] = "2", ["a"] = "ä" },
                });
                var connections = tests._world.Run<GetBatchConnectionCommand>(("Name", "far")).All<BatchConnection>();
                return (connections.Single().ToJson(), (await tests.CommandAsync("connection", "list"))!.AsArray().Single(one => (string?)one!["name"] == "far"));
            },
        ],
        [typeof(BatchConnectionTest)] =
        [
            static async tests => (tests._world.Run<TestBatchConnectionCommand>(("Name", CmdletWorld.Mem)).All<BatchConnectionTest>().Single().ToJson(), await tests.CommandAsync("connection", "test", CmdletWorld.Mem)),
        ],
        [typeof(BatchEnvironment)] =
        [
            static async tests =>
            {
                tests._world.Run<NewBatchEnvironmentCommand>(("Name", "small"), ("MaxVCpu", 4.0), ("MaxMemory", "8GB"), ("Label", new Hashtable { ["tier"] = 1 })).All<BatchEnvironment>();
                return (tests._world.Run<GetBatchEnvironmentCommand>(("Name", "small")).All<BatchEnvironment>().Single().ToJson(), await tests.CommandAsync("environment", "show", "small"));
            },
        ],
        [typeof(BatchQueue)] =
        [
            static async tests =>
            {
                tests._world.Run<NewBatchQueueCommand>(("Name", "side"), ("Environment", "default"), ("Priority", 3), ("MaxWait", "2h")).All<BatchQueue>();
                return (tests._world.Run<GetBatchQueueCommand>(("Name", "side")).All<BatchQueue>().Single().ToJson(), await tests.CommandAsync("queue", "show", "side"));
            },
        ],
        [typeof(BatchJobDefinition)] =
        [
            static async tests =>
            {
                var made = tests._world.Run<RegisterBatchJobDefinitionCommand>(("Name", "align"), ("Command", new object[] { "sort", "Ref::input" }), ("Memory", "1GB")).All<BatchJobDefinition>().Single();
                return (made.ToJson(), await tests.CommandAsync("definition", "show", made.Definition));
            },
        ],
    };

    /// <summary>Types that are not compared here, each with the reason.</summary>
    private static readonly Dictionary<Type, string> NotHere = new()
    {
        [typeof(BatchPortability)] = "the command plans on one connection at a time",
        [typeof(BatchCost)] = "the command's own writer, CostJson; Costs/CompareBatchCostTests",
        [typeof(BatchMachine)] = "the command's own writer, CostJson; Costs/CompareBatchCostTests",
        [typeof(BatchJobCost)] = "the command's own writer, AccountJson; Costs/MeasureBatchCostTests",
        [typeof(BatchPriceUpdate)] = "the command's own writer, RefreshJson; Costs/UpdateBatchPriceTests",
        [typeof(string)] = "text",
        [typeof(bool)] = "-Quiet",
    };

    // Written anew by every plan and every try.
    private static readonly string[] Passing = ["submissionId", "duration"];

    private readonly CmdletWorld _world = new();

    public static TheoryData<string> Types => [.. typeof(SubmitBatchJobCommand).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>())
        .SelectMany(attribute => attribute.Types)
        .Distinct()
        .Select(type => type.FullName!)];

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_a_cmdlet_emits_has_the_JSON_of_the_command(string name)
    {
        var type = typeof(SubmitBatchJobCommand).Assembly.GetType(name) ?? Type.GetType(name)!;
        if (NotHere.ContainsKey(type))
        {
            return;
        }

        Assert.True(Rows.ContainsKey(type), $"{name} is emitted by a cmdlet and has no row here.");
        foreach (var row in Rows[type])
        {
            var (module, command) = await row(this);
            Assert.Equal(Settled(command), Settled(JsonNode.Parse(module)));
        }
    }

    private static string Settled(JsonNode? node)
    {
        var document = node!.DeepClone().AsObject();
        foreach (var member in Passing.Where(document.ContainsKey))
        {
            document[member] = "…";
        }

        return document.ToJsonString();
    }

    private async Task<JsonNode?> CommandAsync(params string[] args) => JsonNode.Parse(await new CommandRun(_world).OutputAsync([.. args.TakeWhile(arg => arg != "--"), "--output", "json", .. args.SkipWhile(arg => arg != "--")]));

    private async Task<(string Module, JsonNode? Command)> JobAsync(object[] command, params (string Name, object? Value)[] arguments)
    {
        var job = Submit(command, arguments);
        return (_world.Run<GetBatchJobCommand>(("Job", job)).All<BatchJob>().Single().ToJson(), await CommandAsync("job", "show", job.Reference));
    }

    private BatchJob Submit(object[] command, params (string Name, object? Value)[] arguments) =>
        _world.Run<SubmitBatchJobCommand>([("Command", command), ("Name", "one"), ("Wait", true), .. arguments]).All<BatchJob>().Single();

    private BatchPlan Plan() =>
        _world.Run<GetBatchPlanCommand>(("Name", "p"), ("Timeout", 90), ("Memory", "2GB"), ("VCpu", 1.0), ("Command", new object[] { "sort", "in put" })).All<BatchPlan>().Single();
}
