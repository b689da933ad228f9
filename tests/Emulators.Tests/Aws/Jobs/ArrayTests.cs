using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Jobs;

public sealed class ArrayTests
{
    [Fact]
    public async Task Each_child_runs_with_its_index_and_the_parent_counts_them()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("echo $AWS_BATCH_JOB_ARRAY_INDEX of $AWS_BATCH_JOB_ARRAY_SIZE; [ $AWS_BATCH_JOB_ARRAY_INDEX != 2 ]");

        var id = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":5}""");
        var parent = await rig.EndAsync(id);
        var child = await rig.DescribeAsync(id + ":3");

        Assert.Equal(("FAILED", "Array Child Job failed"), ((string?)parent["status"], (string?)parent["statusReason"]));
        var summary = (JsonObject)parent["arrayProperties"]!["statusSummary"]!;
        Assert.Equal((4, 1, 7), ((int)summary["SUCCEEDED"]!, (int)summary["FAILED"]!, summary.Count));
        Assert.Equal(["3 of 5"], await rig.OutputAsync(child));
        Assert.Equal(3, (int?)child["arrayProperties"]!["index"]);
    }

    [Fact]
    public async Task A_sequential_array_runs_one_after_the_other_and_stops_at_a_failure()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("[ $AWS_BATCH_JOB_ARRAY_INDEX -lt 2 ]");

        var id = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":5},"dependsOn":[{"type":"SEQUENTIAL"}]""");
        var parent = await rig.EndAsync(id);

        Assert.Equal("FAILED", (string?)parent["status"]);
        Assert.Equal("Dependent Job failed", (string?)(await rig.DescribeAsync(id + ":3"))["statusReason"]);
        Assert.Equal((2, 3), ((int)parent["arrayProperties"]!["statusSummary"]!["SUCCEEDED"]!, (int)parent["arrayProperties"]!["statusSummary"]!["FAILED"]!));
        var (first, second) = (await rig.DescribeAsync(id + ":0"), await rig.DescribeAsync(id + ":1"));
        Assert.True((long)first["stoppedAt"]! <= (long)second["startedAt"]!);
    }

    [Fact]
    public async Task Index_by_index_a_child_waits_for_its_counterpart_alone()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("[ $AWS_BATCH_JOB_ARRAY_INDEX != 1 ]");
        var fine = await rig.DefineAsync("true", "fine");

        var first = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":3}""");
        var second = await rig.SubmitAsync(fine, $$""","arrayProperties":{"size":3},"dependsOn":[{"jobId":"{{first}}","type":"N_TO_N"}]""");
        await rig.EndAsync(second);

        Assert.Equal("SUCCEEDED", (string?)(await rig.DescribeAsync(second + ":0"))["status"]);
        Assert.Equal(("FAILED", "Dependent Job failed"), await StatusAsync(rig, second + ":1"));
        Assert.Equal("SUCCEEDED", (string?)(await rig.DescribeAsync(second + ":2"))["status"]);
    }

    [Fact]
    public async Task A_job_waits_for_a_whole_array_in_pending()
    {
        await using var rig = await AwsRig.StartAsync();
        var flag = Path.Combine(Directory.CreateTempSubdirectory("emulator-test-").FullName, "go");
        var definition = await rig.DefineAsync($"while [ ! -e {flag} ]; do sleep 0.02; done");
        var fine = await rig.DefineAsync("true", "fine");

        var first = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":2}""");
        var second = await rig.SubmitAsync(fine, $$""","dependsOn":[{"jobId":"{{first}}"}]""");
        await rig.WaitAsync(first + ":1", "RUNNING");
        var waiting = await rig.WaitAsync(second, "PENDING");
        await File.WriteAllTextAsync(flag, "go");

        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(second))["status"]);
        Assert.Equal(first, (string?)waiting["dependsOn"]![0]!["jobId"]);
    }

    [Fact]
    public async Task A_thousand_children_are_one_call_and_run_soon()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { MaxProcesses = 100 }, """{"type":"EC2","maxvCpus":100,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""");
        var definition = await rig.DefineAsync("true");
        rig.Emulator.Counters.Reset();

        var id = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":1000}""");
        var parent = await rig.EndAsync(id);

        Assert.Equal(1000, (int)parent["arrayProperties"]!["statusSummary"]!["SUCCEEDED"]!);
        Assert.Equal(1, rig.Emulator.Counters["SubmitJob"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_001)]
    public async Task Arrays_have_two_to_ten_thousand_children(int size)
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("true");

        var message = await rig.RefusedAsync(
            "SubmitJob", $$$"""{"jobName":"j","jobQueue":"q","jobDefinition":"{{{definition}}}","arrayProperties":{"size":{{{size.ToString(CultureInfo.InvariantCulture)}}}}}""");

        Assert.Contains("between 2 and 10000", message, StringComparison.Ordinal);
    }

    private static async Task<(string?, string?)> StatusAsync(AwsRig rig, string id)
    {
        var job = await rig.DescribeAsync(id);
        return ((string?)job["status"], (string?)job["statusReason"]);
    }
}
