using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Planning;
using MultiBatch.PowerShell.Tests.Engine;

namespace MultiBatch.PowerShell.Tests.Costs;

public sealed class CompareBatchCostTests : IDisposable
{
    private readonly CostWorld _costs = new();

    public void Dispose() => _costs.Dispose();

    [Fact]
    public void Each_provider_is_an_object_the_cheapest_first()
    {
        var rows = Compare(("VCpu", 4.0), ("Duration", "2h"), ("Count", 100), ("Parallelism", 10), ("Purchase", "on-demand"), ("PerMachine", "one"), ("Provider", new[] { "aws", "azure", "gcp" }), ("Boot", 0)).All<BatchCost>();

        Assert.Equal(["google", "aws", "azure"], rows.Select(row => row.Provider));
        Assert.Equal([true, false, false], rows.Select(row => row.IsWinner));
        // Ten machines for ten waves of two hours.
        Assert.Equal(10 * 20 * 0.134023m, rows[0].TotalCost);
        Assert.Equal((10, 1, TimeSpan.FromHours(20), new DateTime(2026, 11, 20)), (rows[0].Machines, rows[0].TasksPerMachine, rows[0].Makespan, rows[0].PriceDate));
        Assert.Equal(["m5a.2xlarge"], rows[1].Alternatives.Select(row => row.MachineType));
        Assert.NotNull(rows[0].Why);
        Assert.Equal("google us-central1 e2-standard-4 on-demand $26.80", rows[0].ToString());
    }

    [Fact]
    public async Task The_JSON_is_that_of_the_command()
    {
        var rows = Compare(("VCpu", 4.0), ("Memory", "8GB"), ("Duration", "2h"), ("Count", 10)).Output.Cast<BatchCost>();
        using var output = new StringWriter();
        using var error = new StringWriter();
        await Cli.CommandLine.RunAsync(
            ["costs", "compare", "--vcpus", "4", "--memory", "8GiB", "--duration", "2h", "--count", "10", "--prices", _costs.PriceFile, "--output", "json"],
            new CliHost { Out = output, Error = error, Clients = new ConnectedClients() });

        Assert.Empty(error.ToString());
        using var document = JsonDocument.Parse(output.ToString());
        Assert.Equal(
            document.RootElement.EnumerateArray().Select(one => JsonSerializer.Serialize(one)),
            rows.Select(row => JsonSerializer.Serialize(JsonDocument.Parse(row.ToJson()).RootElement)));
    }

    [Fact]
    public void What_makes_the_answer_less_sure_is_a_warning()
    {
        var result = Compare(("VCpu", 4.0), ("Purchase", "spot"), ("Provider", new[] { "aws" }));

        Assert.Contains(result.Warnings, text => text.StartsWith("No -Duration was given: 1h is assumed", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, text => text.Contains("guesses", StringComparison.Ordinal));
        Assert.Contains("a guess", string.Join(" ", result.Single<BatchCost>().Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_fits_the_object_says_why_and_what_is_near()
    {
        var result = Compare(("GpuModel", "T4"), ("Duration", "1h"), ("Provider", new[] { "aws", "azure" }));

        var aws = result.Output.Cast<BatchCost>().Single(row => row.Provider == "aws");
        Assert.Null(aws.TotalCost);
        Assert.NotEmpty(aws.NoMatch);
        Assert.Contains("noMatch", aws.ToJson(), StringComparison.Ordinal);
        Assert.Empty(result.Errors);

        Assert.Contains("Nothing fits", Compare(("VCpu", 5000.0), ("Duration", "1h")).Error("CostNotFound").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_file_and_plans_are_asked_for_with_their_own_needs_and_parameters_over_them()
    {
        File.WriteAllText(Path.Combine(_costs.World.Folder, "job.yaml"), "name: train\ncommand: [\"true\"]\nresources: { vcpus: 4, memory: 20GiB }\narray: { size: 3 }\n");
        var plan = _costs.World.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Name", "one"), ("VCpu", 8.0)).All<BatchPlan>().Single();

        var file = Compare(("Path", "job.yaml"), ("Duration", "1h"), ("Provider", new[] { "aws" })).Single<BatchCost>();
        var piped = _costs.World.Pipe<CompareBatchCostCommand>([plan, PSObject.Row(("Command", "true"), ("Name", "two"), ("Purchase", "on-demand"))], Arguments(("Duration", "1h"), ("Provider", new[] { "aws" }))).All<BatchCost>();

        Assert.Equal(("train", 3, "m5a.2xlarge"), (file.Job, file.Count, file.MachineType));
        Assert.Equal([("one", "m5a.2xlarge", "spot"), ("two", "m5a.xlarge", "on-demand")], piped.Select(row => (row.Job!, row.MachineType!, row.Purchase!)));
    }

    [Fact]
    public void Durations_of_jobs_come_from_earlier_runs()
    {
        _costs.Submit(("Name", "again"), ("Command", new object[] { "sleep", "20ms" }));

        var result = _costs.World.Pipe<CompareBatchCostCommand>([PSObject.Row(("Command", "true"), ("Name", "again"))], Arguments(("Provider", new[] { "aws" })));

        Assert.Contains(result.Warnings, text => text.Contains("as 1 earlier ones of again did on this connection", StringComparison.Ordinal));
        Assert.True(result.Single<BatchCost>().Duration < TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Discounts_and_own_prices_hold_for_the_connection_that_is_named()
    {
        _costs.WriteCosts("""{ "prod": { "provider": "aws", "discount": "50%" }, "azure": { "discount": "10%" } }""");
        decimal Price(string provider, params (string Name, object? Value)[] more) =>
            Compare([("VCpu", 4.0), ("Duration", "1h"), ("Purchase", "on-demand"), ("Provider", new[] { provider }), ("Region", new[] { provider == "aws" ? "us-east-1" : "eastus" }), .. more]).Single<BatchCost>().HourlyPrice!.Value;

        Assert.Equal([0.172m, 0.086m, 0.1548m, 0.129m], [Price("aws"), Price("aws", ("Connection", "prod")), Price("azure"), Price("aws", ("Discount", new Hashtable { ["aws"] = "25%" }))]);
    }

    [Theory]
    [InlineData("Purchase", "cheap", "-Purchase: 'cheap' is none of on-demand, spot, spot-then-on-demand:N, any.")]
    [InlineData("MemoryMargin", "200%", "-MemoryMargin: ")]
    [InlineData("PriceFile", "no.csv", "-PriceFile: ")]
    [InlineData("VCpu", 0.0, "-VCpu: 0 is not a number above 0")]
    public void A_wrong_value_is_named(string parameter, object value, string message)
    {
        var result = _costs.World.Run<CompareBatchCostCommand>(("Duration", "1h"), (parameter, value));

        Assert.Equal("InvalidInput", result.TerminatingId);
        Assert.Contains(message, result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_that_fit_come_with_what_they_are()
    {
        var rows = _costs.World.Run<FindBatchMachineCommand>(("VCpu", 2.0), ("Purchase", "on-demand"), ("PriceFile", _costs.PriceFile), ("Provider", new[] { "aws", "google" })).All<BatchMachine>();

        Assert.Equal(["e2-standard-4", "m5a.xlarge", "m5a.2xlarge"], rows.Select(row => row.MachineType));
        Assert.Equal((4m, "16GiB", 0.134023m, "us-central1"), (rows[0].VCpus, rows[0].Memory.ToString(), rows[0].HourlyPrice, rows[0].Region));
        Assert.True(rows[0].UsableMemory < rows[0].Memory);
        Assert.Contains("\"machineType\": \"e2-standard-4\"", rows[0].ToJson(), StringComparison.Ordinal);
        _costs.World.Run<FindBatchMachineCommand>(("Gpu", 9.0), ("PriceFile", _costs.PriceFile)).Error("CostNotFound");
    }

    private static (string Name, object? Value)[] More((string Name, object? Value)[] arguments, string file) => [.. arguments, ("PriceFile", file)];

    private (string Name, object? Value)[] Arguments(params (string Name, object? Value)[] arguments) => More(arguments, _costs.PriceFile);

    private CmdletResult Compare(params (string Name, object? Value)[] arguments) => _costs.World.Run<CompareBatchCostCommand>(More(arguments, _costs.PriceFile));
}
