using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Jobs;

public sealed class RunTests
{
    [Fact]
    public async Task A_job_runs_and_its_output_is_in_the_stream_of_its_attempt()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("echo out; echo err >&2; echo done");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition));

        Assert.Equal("SUCCEEDED", (string?)job["status"]);
        Assert.Equal("Essential container in task exited", (string?)job["statusReason"]);
        Assert.Equal(0, (int?)job["container"]!["exitCode"]);
        Assert.StartsWith("jd/default/", (string?)job["container"]!["logStreamName"], StringComparison.Ordinal);
        Assert.Equal((string?)job["container"]!["logStreamName"], (string?)job["attempts"]![0]!["container"]!["logStreamName"]);
        Assert.True((long)job["createdAt"]! <= (long)job["startedAt"]! && (long)job["startedAt"]! <= (long)job["stoppedAt"]!);
        Assert.Equal(["out", "err", "done"], await rig.OutputAsync(job));
    }

    [Fact]
    public async Task The_task_finds_the_variables_of_the_service_and_none_of_ours()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("env | grep -E '^(AWS_BATCH|MULTIBATCH_|EMULATED_|MINE)' | grep -v MULTIBATCH_ATTEMPT_ID | sort");

        var id = await rig.SubmitAsync(definition, ""","containerOverrides":{"environment":[{"name":"MINE","value":"a 'b' $c"},{"name":"MULTIBATCH_JOB_ID","value":"own one"}]}""");
        var job = await rig.EndAsync(id);

        Assert.Equal(
            [
                "AWS_BATCH_CE_NAME=ce",
                "AWS_BATCH_JOB_ATTEMPT=1",
                "AWS_BATCH_JOB_ID=" + id,
                "AWS_BATCH_JQ_NAME=q",
                "MINE=a 'b' $c",
                "MULTIBATCH_JOB_ID=own one",
            ],
            await rig.OutputAsync(job));
    }

    [Fact]
    public async Task An_exit_code_fails_the_job_and_retries_end_with_the_attempts()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("echo attempt $AWS_BATCH_JOB_ATTEMPT; exit 7");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, ""","retryStrategy":{"attempts":3}"""));

        var attempts = (JsonArray)job["attempts"]!;
        Assert.Equal("FAILED", (string?)job["status"]);
        Assert.Equal([7, 7, 7], attempts.Select(attempt => (int)attempt!["container"]!["exitCode"]!));
        Assert.Equal(3, attempts.Select(attempt => (string)attempt!["container"]!["logStreamName"]!).Distinct().Count());
        Assert.Equal(["attempt 3"], await rig.OutputAsync(job));
    }

    [Theory]
    [InlineData(3, """[{"onExitCode":"3","action":"EXIT"},{"onReason":"*","action":"RETRY"}]""", 1)]
    [InlineData(4, """[{"onExitCode":"3","action":"EXIT"},{"onExitCode":"4","action":"RETRY"}]""", 3)]
    [InlineData(5, """[{"onStatusReason":"Essential*","onExitCode":"5*","action":"EXIT"}]""", 1)]
    [InlineData(6, """[{"onStatusReason":"Host EC2*","action":"RETRY"},{"onReason":"*","action":"EXIT"}]""", 1)]
    public async Task The_first_rule_that_matches_decides_on_a_retry(int exitCode, string rules, int attempts)
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync($"exit {exitCode}");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, $$""","retryStrategy":{"attempts":3,"evaluateOnExit":{{rules}}}"""));

        Assert.Equal(attempts, ((JsonArray)job["attempts"]!).Count);
    }

    [Fact]
    public async Task A_timeout_ends_the_attempt_in_scaled_time()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { TimeScale = 0.01 });
        var definition = await rig.DefineAsync("sleep 600", more: ""","timeout":{"attemptDurationSeconds":60}""");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, ""","retryStrategy":{"attempts":2}"""));

        Assert.Equal(("FAILED", "Job attempt duration exceeded timeout"), ((string?)job["status"], (string?)job["statusReason"]));
        Assert.Equal(60, (int?)job["timeout"]!["attemptDurationSeconds"]);
    }

    [Fact]
    public async Task States_come_in_order_and_a_running_job_says_that_its_image_is_not_used()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { Delays = AwsDelays.Brief with { ListLag = TimeSpan.Zero } });
        var id = await rig.SubmitAsync(await rig.DefineAsync("sleep 600"));
        var seen = new List<string>();

        await Eventually.TrueAsync(
            async () =>
            {
                var status = (string)(await rig.DescribeAsync(id))["status"]!;
                if (seen.Count == 0 || seen[^1] != status)
                {
                    seen.Add(status);
                }

                return status == "RUNNING";
            },
            () => string.Join(", ", seen));

        string[] order = ["SUBMITTED", "RUNNABLE", "STARTING", "RUNNING"];
        Assert.Equal(order.Where(seen.Contains), seen);
        Assert.StartsWith("EMULATED: image busybox", (string?)(await rig.DescribeAsync(id))["statusReason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_container_that_cannot_start()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("true");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, ""","containerOverrides":{"command":["no-such-program-here"]}"""));

        Assert.Equal(("FAILED", "Task failed to start"), ((string?)job["status"], (string?)job["statusReason"]));
        Assert.StartsWith("CannotStartContainerError", (string?)job["container"]!["reason"], StringComparison.Ordinal);
        Assert.Null(job["container"]!["exitCode"]);
    }

    [Fact]
    public async Task Parameters_fill_the_placeholders_of_the_command()
    {
        await using var rig = await AwsRig.StartAsync();
        var definition = await rig.DefineAsync("echo Ref::first Ref::second", more: ""","parameters":{"first":"1","second":"2"}""");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, ""","parameters":{"second":"two"}"""));

        Assert.Equal(["1 two"], await rig.OutputAsync(job));
    }

    [Fact]
    public async Task Secrets_come_from_the_emulator_and_a_missing_one_keeps_the_task_from_starting()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { Secrets = new Dictionary<string, string> { ["arn:s"] = "hush 'x'" } });
        const string Properties = """
            {"jobDefinitionName":"NAME","type":"container","containerProperties":{"image":"i","command":["/bin/sh","-c","echo \"$TOKEN\""],"executionRoleArn":"r",
             "secrets":[{"name":"TOKEN","valueFrom":"SOURCE"}],"resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"64"}]}}
            """;
        await rig.DoAsync("RegisterJobDefinition", Properties.Replace("NAME", "there", StringComparison.Ordinal).Replace("SOURCE", "arn:s", StringComparison.Ordinal));
        await rig.DoAsync("RegisterJobDefinition", Properties.Replace("NAME", "missing", StringComparison.Ordinal).Replace("SOURCE", "arn:t", StringComparison.Ordinal));

        var there = await rig.EndAsync(await rig.SubmitAsync("there"));
        var missing = await rig.EndAsync(await rig.SubmitAsync("missing"));

        Assert.Equal(["hush 'x'"], await rig.OutputAsync(there));
        Assert.DoesNotContain("hush", there.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("ResourceInitializationError: unable to pull secrets", (string?)missing["container"]!["reason"], StringComparison.Ordinal);
    }
}
