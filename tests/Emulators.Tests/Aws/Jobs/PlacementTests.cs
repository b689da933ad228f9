using System.Text.Json.Nodes;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws.Jobs;

public sealed class PlacementTests
{
    private const string Spot = """{"type":"SPOT","maxvCpus":8,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""";

    private const string Fargate = """{"type":"FARGATE_SPOT","maxvCpus":8,"subnets":["s"],"securityGroupIds":["g"]}""";

    [Fact]
    public async Task A_reclaimed_host_ends_the_attempt_and_the_usual_recipe_tries_again()
    {
        await using var rig = await AwsRig.StartAsync(resources: Spot);
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.SpotReclaim, Match = "job", Count = 1 });
        var definition = await rig.DefineAsync("[ $AWS_BATCH_JOB_ATTEMPT = 2 ] || sleep 600");

        var job = await rig.EndAsync(await rig.SubmitAsync(
            definition, ""","retryStrategy":{"attempts":3,"evaluateOnExit":[{"onStatusReason":"Host EC2*","action":"RETRY"},{"onReason":"*","action":"EXIT"}]}"""));

        var first = job["attempts"]![0]!;
        Assert.Equal(("SUCCEEDED", 2), ((string?)job["status"], ((JsonArray)job["attempts"]!).Count));
        Assert.Matches(@"^Host EC2 \(instance i-[0-9a-f]{17}\) terminated\.$", (string)first["statusReason"]!);
        Assert.Null(first["container"]!["exitCode"]);
    }

    [Fact]
    public async Task Fargate_spot_has_words_of_its_own()
    {
        await using var rig = await AwsRig.StartAsync(resources: Fargate);
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.SpotReclaim });
        await rig.DoAsync("RegisterJobDefinition", """
            {"jobDefinitionName":"f","type":"container","platformCapabilities":["FARGATE"],"containerProperties":{"image":"i","command":["sleep","600"],"executionRoleArn":"r",
             "resourceRequirements":[{"type":"VCPU","value":"0.25"},{"type":"MEMORY","value":"512"}]}}
            """);

        var job = await rig.EndAsync(await rig.SubmitAsync("f"));

        Assert.Equal("Your Spot Task was interrupted.", (string?)job["statusReason"]);
        Assert.Null(job["container"]!["containerInstanceArn"]);
    }

    [Fact]
    public async Task On_demand_machines_are_not_reclaimed()
    {
        await using var rig = await AwsRig.StartAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.SpotReclaim });

        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(await rig.SubmitAsync(await rig.DefineAsync("true"))))["status"]);
    }

    [Fact]
    public async Task Capacity_that_comes_back_lets_the_job_run()
    {
        await using var rig = await AwsRig.StartAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.InsufficientCapacity, Count = 3 });

        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(await rig.SubmitAsync(await rig.DefineAsync("true"))))["status"]);
        Assert.Equal(3, rig.Emulator.Faults.Injected[FaultKind.InsufficientCapacity]);
    }

    [Fact]
    public async Task A_queue_with_a_time_limit_cancels_what_is_stuck()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { TimeScale = 0.0005 });
        await rig.DoAsync("UpdateJobQueue", """
            {"jobQueue":"q","jobStateTimeLimitActions":[{"reason":"MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE","state":"RUNNABLE","maxTimeSeconds":600,"action":"CANCEL"}]}
            """);
        await rig.QueueAsync("q", "VALID");
        var definition = await rig.DefineAsync("true");

        var stuck = await rig.SubmitAsync(definition, ""","containerOverrides":{"resourceRequirements":[{"type":"VCPU","value":"65"}]}""");
        var behind = await rig.SubmitAsync(definition);
        var job = await rig.EndAsync(stuck);

        Assert.Equal("Canceled by JobStateTimeLimit action due to reason: MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", (string?)job["statusReason"]);
        Assert.True((bool?)job["isCancelled"]);
        Assert.Equal("SUCCEEDED", (string?)(await rig.EndAsync(behind))["status"]);
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_is_a_reason_of_the_container()
    {
        await using var rig = await AwsRig.StartAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.ImagePull, Match = "busy*", Count = 1 });
        var definition = await rig.DefineAsync("true");

        var job = await rig.EndAsync(await rig.SubmitAsync(definition, ""","retryStrategy":{"attempts":2,"evaluateOnExit":[{"onReason":"CannotPullContainer*","action":"RETRY"},{"onReason":"*","action":"EXIT"}]}"""));

        Assert.StartsWith("CannotPullContainerError", (string?)job["attempts"]![0]!["container"]!["reason"], StringComparison.Ordinal);
        Assert.Equal("SUCCEEDED", (string?)job["status"]);
    }

    [Fact]
    public async Task Queues_of_higher_priority_go_first_and_the_snapshot_shows_who_waits()
    {
        await using var rig = await AwsRig.StartAsync(resources: """{"type":"EC2","maxvCpus":1,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""");
        await rig.DoAsync("CreateJobQueue", """{"jobQueueName":"urgent","priority":9,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"ce"}]}""");
        await rig.QueueAsync("urgent", "VALID");
        var gate = Path.Combine(Directory.CreateTempSubdirectory("emulator-test-").FullName, "go");
        var blocker = await rig.SubmitAsync(await rig.DefineAsync($"while [ ! -e {gate} ]; do sleep 0.02; done", "blocker"));
        await rig.WaitAsync(blocker, "RUNNING");
        var definition = await rig.DefineAsync("sleep 0.05");
        var low = await rig.SubmitAsync(definition);
        var high = await rig.SubmitAsync(definition, queue: "urgent");
        await rig.WaitAsync(low, "RUNNABLE");
        await rig.WaitAsync(high, "RUNNABLE");

        var snapshot = await rig.DoAsync("GetJobQueueSnapshot", """{"jobQueue":"q"}""");
        Assert.EndsWith(low, (string)((JsonArray)snapshot["frontOfQueue"]!["jobs"]!).Single()!["jobArn"]!, StringComparison.Ordinal);
        Assert.Equal(1, (double?)snapshot["queueUtilization"]!["totalCapacityUsage"]![0]!["quantity"]);
        await File.WriteAllTextAsync(gate, "go");

        var (lowJob, highJob) = (await rig.EndAsync(low), await rig.EndAsync(high));
        Assert.True((long)highJob["stoppedAt"]! <= (long)lowJob["startedAt"]!);
    }

    [Fact]
    public async Task Shares_take_turns_by_weight()
    {
        await using var rig = await AwsRig.StartAsync(resources: """{"type":"EC2","maxvCpus":4,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""");
        var policy = (string)(await rig.DoAsync("CreateSchedulingPolicy", """{"name":"sp","fairsharePolicy":{"shareDistribution":[{"shareIdentifier":"a","weightFactor":1},{"shareIdentifier":"b","weightFactor":1}]}}"""))["arn"]!;
        await rig.DoAsync("CreateJobQueue", $$"""{"jobQueueName":"fair","priority":1,"schedulingPolicyArn":"{{policy}}","computeEnvironmentOrder":[{"order":1,"computeEnvironment":"ce"}]}""");
        await rig.QueueAsync("fair", "VALID");
        var gate = Path.Combine(Directory.CreateTempSubdirectory("emulator-test-").FullName, "go");
        var blocker = await rig.SubmitAsync(await rig.DefineAsync($"while [ ! -e {gate} ]; do sleep 0.02; done", "blocker"), ""","containerOverrides":{"resourceRequirements":[{"type":"VCPU","value":"4"}]}""");
        await rig.WaitAsync(blocker, "RUNNING");
        var definition = await rig.DefineAsync("sleep 600");
        var many = await rig.SubmitAsync(definition, ""","shareIdentifier":"a","arrayProperties":{"size":6}""", queue: "fair");
        var few = await rig.SubmitAsync(definition, ""","shareIdentifier":"b","arrayProperties":{"size":2}""", queue: "fair");
        await rig.WaitAsync(many + ":5", "RUNNABLE");
        await rig.WaitAsync(few + ":1", "RUNNABLE");
        await File.WriteAllTextAsync(gate, "go");

        await rig.WaitAsync(few + ":1", "RUNNING");
        await rig.WaitAsync(many + ":1", "RUNNING");
        Assert.Equal("RUNNABLE", (string?)(await rig.DescribeAsync(many + ":2"))["status"]);
        Assert.Contains("shareIdentifier", await rig.RefusedAsync("SubmitJob", """{"jobName":"j","jobQueue":"fair","jobDefinition":"jd"}"""), StringComparison.Ordinal);
        Assert.Contains("shareIdentifier", await rig.RefusedAsync("SubmitJob", """{"jobName":"j","jobQueue":"q","jobDefinition":"jd","shareIdentifier":"a"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_that_does_not_become_usable_says_why()
    {
        await using var rig = await AwsRig.StartEmptyAsync(AwsRig.Options with { Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.InvalidEnvironment, Match = "bad" }] } });
        await rig.DoAsync("CreateComputeEnvironment", """{"computeEnvironmentName":"bad","type":"MANAGED","computeResources":{"type":"FARGATE","maxvCpus":8,"subnets":["s"],"securityGroupIds":["g"]}}""");
        await rig.EnvironmentAsync("bad", "INVALID");

        var environment = (await rig.DoAsync("DescribeComputeEnvironments", "{}"))["computeEnvironments"]![0]!;
        Assert.StartsWith("CLIENT_ERROR - ", (string?)environment["statusReason"], StringComparison.Ordinal);
        Assert.Contains("not VALID", await rig.RefusedAsync("CreateJobQueue", """{"jobQueueName":"q","priority":1,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"bad"}]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_are_forgotten_when_their_time_is_over_and_their_output_is_not()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { JobHistory = TimeSpan.FromSeconds(2) });
        var job = await rig.EndAsync(await rig.SubmitAsync(await rig.DefineAsync("echo still here")));

        await Eventually.TrueAsync(
            async () => ((JsonArray)(await rig.DoAsync("DescribeJobs", $$"""{"jobs":["{{(string)job["jobId"]!}}"]}"""))["jobs"]!).Count == 0, () => "the job forgotten");

        Assert.Equal(["still here"], await rig.OutputAsync(job));
    }

    [Fact]
    public async Task Ending_the_emulator_ends_the_processes_it_started()
    {
        var rig = await AwsRig.StartAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("emulator-test-").FullName, "pid");
        await rig.WaitAsync(await rig.SubmitAsync(await rig.DefineAsync($"echo $$ > {file}; exec sleep 600")), "RUNNING");
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(file) && File.ReadAllText(file).EndsWith('\n')), () => "a process id");
        var process = int.Parse(await File.ReadAllTextAsync(file), System.Globalization.CultureInfo.InvariantCulture);

        await rig.DisposeAsync();

        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(process));
    }
}
