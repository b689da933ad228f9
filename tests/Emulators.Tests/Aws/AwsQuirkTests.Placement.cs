using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws;

/// <content>Where jobs are placed, and why not.</content>
public sealed partial class AwsQuirkTests
{
    private const string Needs = ""","containerOverrides":{"resourceRequirements":[{"type":"VCPU","value":"65"}]}""";

    [Fact]
    [Trait("Quirk", AwsQuirks.HeadBlocksQueue)]
    public async Task A_head_that_cannot_be_placed_keeps_those_behind_it_waiting()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("true");
        var stuck = await rig.SubmitAsync(definition, Needs);
        var behind = await rig.SubmitAsync(definition);
        await Eventually.TrueAsync(async () => (await rig.DescribeAsync(stuck))["statusReason"] is not null, () => "a reason");
        await Eventually.TrueAsync(async () => (string?)(await rig.DescribeAsync(behind))["status"] == "RUNNABLE", () => "the one behind to wait");

        rig.Emulator.Quirks.Set(AwsQuirks.HeadBlocksQueue, isOn: false);

        // Something has to happen for the queue to be looked at again.
        await rig.SubmitAsync(definition);
        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(behind))["status"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.ReasonOnlyAtHead)]
    public async Task Only_the_head_is_told_why_it_waits()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { QuirksOff = [AwsQuirks.HeadBlocksQueue] });
        var definition = await rig.DefineAsync("true");
        var (first, second) = (await rig.SubmitAsync(definition, Needs), await rig.SubmitAsync(definition, Needs));
        await Eventually.TrueAsync(async () => (await rig.DescribeAsync(first))["statusReason"] is not null, () => "a reason");
        Assert.StartsWith("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", (string?)(await rig.DescribeAsync(first))["statusReason"], StringComparison.Ordinal);
        Assert.Null((await rig.DescribeAsync(second))["statusReason"]);

        rig.Emulator.Quirks.Set(AwsQuirks.ReasonOnlyAtHead, isOn: false);

        await rig.SubmitAsync(definition);
        await Eventually.TrueAsync(async () => (await rig.DescribeAsync(second))["statusReason"] is not null, () => "a reason for the second");
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.NoCapacityFallback)]
    public async Task A_job_without_a_machine_does_not_go_to_the_next_environment()
    {
        await using var rig = await AwsRig.StartAsync();
        await rig.DoAsync("CreateComputeEnvironment", """{"computeEnvironmentName":"spot","type":"MANAGED","computeResources":{"type":"SPOT","maxvCpus":8,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}}""");
        await rig.EnvironmentAsync("spot", "VALID");
        await rig.DoAsync("CreateJobQueue", """{"jobQueueName":"both","priority":1,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"spot"},{"order":2,"computeEnvironment":"ce"}]}""");
        await rig.QueueAsync("both", "VALID");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.InsufficientCapacity, Match = "spot" });
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"), queue: "both");
        await Eventually.TrueAsync(async () => (await rig.DescribeAsync(id))["statusReason"] is not null, () => "a reason");
        Assert.StartsWith("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - Service cannot fulfill", (string?)(await rig.DescribeAsync(id))["statusReason"], StringComparison.Ordinal);

        rig.Emulator.Quirks.Set(AwsQuirks.NoCapacityFallback, isOn: false);

        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(id))["status"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.UsableMemory)]
    public async Task A_machine_has_less_memory_for_jobs_than_its_type_says()
    {
        await using var rig = await AwsRig.StartAsync(resources: """{"type":"EC2","maxvCpus":64,"subnets":["s"],"instanceTypes":["m5.large"],"instanceRole":"r"}""");
        var definition = await rig.DefineAsync("true");
        const string All = ""","containerOverrides":{"resourceRequirements":[{"type":"MEMORY","value":"8192"}]}""";
        var id = await rig.SubmitAsync(definition, All);
        await Eventually.TrueAsync(async () => (await rig.DescribeAsync(id))["statusReason"] is not null, () => "a reason");
        Assert.StartsWith("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", (string?)(await rig.DescribeAsync(id))["statusReason"], StringComparison.Ordinal);

        rig.Emulator.Quirks.Set(AwsQuirks.UsableMemory, isOn: false);

        await rig.SubmitAsync(definition);
        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(id))["status"]);
    }
}
