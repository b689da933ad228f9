using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws;

/// <content>What jobs do.</content>
public sealed partial class AwsQuirkTests
{
    [Fact]
    [Trait("Quirk", AwsQuirks.ParentStaysPending)]
    public async Task The_parent_of_an_array_stays_pending_while_children_run()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("sleep 600");
        var first = await rig.SubmitAsync(definition, ""","arrayProperties":{"size":2}""");
        await rig.WaitAsync(first + ":1", "RUNNING");
        Assert.Equal("PENDING", (string?)(await rig.DescribeAsync(first))["status"]);

        rig.Emulator.Quirks.Set(AwsQuirks.ParentStaysPending, isOn: false);

        await rig.WaitAsync(await rig.SubmitAsync(definition, ""","arrayProperties":{"size":2}"""), "RUNNING");
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.CancelRunningDoesNothing)]
    public async Task Cancelling_a_running_job_succeeds_and_does_nothing()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("sleep 600"));
        await rig.WaitAsync(id, "RUNNING");

        await rig.DoAsync("CancelJob", $$"""{"jobId":"{{id}}","reason":"enough"}""");
        Assert.Equal("RUNNING", (string?)(await rig.DescribeAsync(id))["status"]);

        rig.Emulator.Quirks.Set(AwsQuirks.CancelRunningDoesNothing, isOn: false);
        await rig.DoAsync("CancelJob", $$"""{"jobId":"{{id}}","reason":"enough"}""");
        Assert.Equal("enough", (string?)(await rig.EndAsync(id))["statusReason"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.StopUnknownSucceeds)]
    public async Task Stopping_an_unknown_job_succeeds()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        await rig.DoAsync("TerminateJob", """{"jobId":"nobody","reason":"r"}""");
        await rig.DoAsync("CancelJob", """{"jobId":"nobody","reason":"r"}""");

        rig.Emulator.Quirks.Set(AwsQuirks.StopUnknownSucceeds, isOn: false);

        Assert.Contains("does not exist", await rig.RefusedAsync("TerminateJob", """{"jobId":"nobody","reason":"r"}"""), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.BulkStopsReplyOk)]
    public async Task Stopping_many_replies_200_whatever_becomes_of_each()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        var reply = await rig.DoAsync("TerminateJobs", """{"jobs":["nobody",""],"reason":"r"}""");
        Assert.Equal(("nobody", "ClientException"), ((string?)reply["successful"]![0], (string?)reply["errors"]![0]!["code"]));

        rig.Emulator.Quirks.Set(AwsQuirks.BulkStopsReplyOk, isOn: false);

        await rig.RefusedAsync("TerminateJobs", """{"jobs":["nobody"],"reason":"r"}""");
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.OverridesFailLate)]
    public async Task Overrides_that_are_too_long_fail_after_the_job_was_accepted()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("true");
        var more = $$$""","containerOverrides":{"environment":[{"name":"LONG","value":"{{{new string('x', 9000)}}}"}]}""";

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, more));
        Assert.Equal(("FAILED", "Container Overrides length must be at most 8192"), ((string?)job["status"], (string?)job["statusReason"]));

        rig.Emulator.Quirks.Set(AwsQuirks.OverridesFailLate, isOn: false);
        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(await rig.SubmitAsync(definition, more)))["status"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.TimeoutNotRetried)]
    public async Task A_timeout_is_not_tried_again()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { TimeScale = 0.005 });
        var definition = await rig.DefineAsync("sleep 600", more: ""","timeout":{"attemptDurationSeconds":60},"retryStrategy":{"attempts":2}""");
        Assert.Single((JsonArray)(await rig.EndAsync(await rig.SubmitAsync(definition)))["attempts"]!);

        rig.Emulator.Quirks.Set(AwsQuirks.TimeoutNotRetried, isOn: false);

        Assert.Equal(2, ((JsonArray)(await rig.EndAsync(await rig.SubmitAsync(definition)))["attempts"]!).Count);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.NoMatchRetries)]
    public async Task What_no_rule_matches_is_tried_again()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("exit 5", more: ""","retryStrategy":{"attempts":2,"evaluateOnExit":[{"onExitCode":"4","action":"RETRY"}]}""");
        Assert.Equal(2, ((JsonArray)(await rig.EndAsync(await rig.SubmitAsync(definition)))["attempts"]!).Count);

        rig.Emulator.Quirks.Set(AwsQuirks.NoMatchRetries, isOn: false);

        Assert.Single((JsonArray)(await rig.EndAsync(await rig.SubmitAsync(definition)))["attempts"]!);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.DependentFails)]
    public async Task A_dependent_fails_with_its_predecessor()
    {
        await using var rig = await AwsRig.StartAsync();
        var failing = await rig.SubmitAsync(await rig.DefineAsync("exit 1", "fails"));
        await rig.EndAsync(failing);
        var definition = await rig.DefineAsync("true");
        var more = $$""","dependsOn":[{"jobId":"{{failing}}"}]""";
        Assert.Equal("Dependent Job failed", (string?)(await rig.EndAsync(await rig.SubmitAsync(definition, more)))["statusReason"]);

        rig.Emulator.Quirks.Set(AwsQuirks.DependentFails, isOn: false);

        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(await rig.SubmitAsync(definition, more)))["status"]);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.NoSubmitToken)]
    public async Task The_same_submit_twice_is_two_jobs()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("true");
        const string Tags = ""","tags":{"submission":"1"}""";
        Assert.NotEqual(await rig.SubmitAsync(definition, Tags), await rig.SubmitAsync(definition, Tags));

        rig.Emulator.Quirks.Set(AwsQuirks.NoSubmitToken, isOn: false);

        Assert.Equal(await rig.SubmitAsync(definition, Tags, "other"), await rig.SubmitAsync(definition, Tags, "other"));
    }
}
