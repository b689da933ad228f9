using System.Text.Json.Nodes;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google.Jobs;

/// <summary>Jobs really run.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task A_task_finds_the_variables_of_the_service_and_of_the_job()
    {
        await using var rig = await GoogleRig.StartAsync();
        var runnables = """
            {"script":{"text":"#!/bin/sh\nenv | grep -E '^(BATCH_|MULTIBATCH_|EMULATED_|A=|B=|C=)' | grep -v MULTIBATCH_ATTEMPT_ID | sort"},"environment":{"variables":{"C":"step"}}}
            """;

        var job = await rig.RunAsync("vars", GoogleRig.Steps(runnables, ""","environment":{"variables":{"A":"all","B":"all","C":"all"}}""", ""","taskEnvironments":[{"variables":{"B":"row 'x'","C":"row"}}]"""));

        Assert.Equal(
            ["A=all", "B=row 'x'", $"BATCH_JOB_UID={job["uid"]}", "BATCH_TASK_COUNT=1", "BATCH_TASK_INDEX=0", "BATCH_TASK_RETRY_ATTEMPT=0", "C=step"],
            await rig.OutputAsync(job, 7));
    }

    [Fact]
    public async Task States_come_in_order()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { Delays = GoogleDelays.Brief with { ListLag = TimeSpan.Zero } });

        var job = await rig.RunAsync("order", GoogleRig.Job("true"));

        Assert.Equal(
            ["QUEUED to SCHEDULED", "SCHEDULED to RUNNING", "RUNNING to SUCCEEDED"],
            GoogleRig.TextsOf(job).Select(text => text.Replace("Job state is set from ", string.Empty, StringComparison.Ordinal).Split(" for job ")[0]));
        var task = (await rig.TasksAsync("order"))[0];
        Assert.Equal(["ASSIGNED", "RUNNING", "SUCCEEDED"], GoogleRig.EventsOf(task).Select(item => (string)item["taskState"]!));
        Assert.Equal("1", (string?)job["status"]!["taskGroups"]!["group0"]!["counts"]!["SUCCEEDED"]);
    }

    [Fact]
    public async Task Each_step_has_its_place()
    {
        await using var rig = await GoogleRig.StartAsync();
        const string Runnables = """
            {"script":{"text":"while :; do sleep 0.05; done"},"background":true},
            {"script":{"text":"exit 3"},"ignoreExitStatus":true},
            {"container":{"imageUri":"busybox","entrypoint":"/bin/sh","commands":["-c","echo container"]}},
            {"script":{"text":"exit 4"}},
            {"script":{"text":"echo never"}},
            {"script":{"text":"echo always; exit 5"},"alwaysRun":true}
            """;

        var job = await rig.RunAsync("steps", GoogleRig.Steps(Runnables));

        Assert.Equal("FAILED", GoogleRig.StateOf(job));
        Assert.Equal(["container", "always"], await rig.OutputAsync(job, 2));
        Assert.Equal(4, (int?)GoogleRig.EventsOf((await rig.TasksAsync("steps"))[0])[^1]["taskExecution"]!["exitCode"]);
    }

    [Fact]
    public async Task A_barrier_holds_until_every_task_is_there()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { MaxProcesses = 2 });
        const string Runnables = """{"script":{"text":"echo before"}},{"barrier":{"name":"all"}},{"script":{"text":"echo after"}}""";

        var job = await rig.RunAsync("barrier", GoogleRig.Steps(Runnables, group: ""","taskCount":4"""));

        Assert.Equal("SUCCEEDED", GoogleRig.StateOf(job));
        var entries = await rig.OutputAsync(job, 8);
        Assert.Equal(4, entries.Count(line => line == "before"));
        var events = (await rig.TasksAsync("barrier")).Select(GoogleRig.EventsOf).ToList();
        var lastStart = events.Max(task => (string)task.First(item => (string?)item["taskState"] == "RUNNING")["eventTime"]!);
        Assert.All(events, task => Assert.True(string.CompareOrdinal((string)task[^1]["eventTime"]!, lastStart) > 0));
    }

    [Fact]
    public async Task A_step_that_runs_too_long_is_ended()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { TimeScale = 0.01 });
        const string Runnables = """{"script":{"text":"sleep 600"},"timeout":"20s"},{"script":{"text":"echo always"},"alwaysRun":true}""";

        var job = await rig.RunAsync("late", GoogleRig.Steps(Runnables));

        Assert.Equal(["always"], await rig.OutputAsync(job, 1));
        var end = GoogleRig.EventsOf((await rig.TasksAsync("late"))[0])[^1];
        Assert.Equal(50005, (int?)end["taskExecution"]!["exitCode"]);
        Assert.EndsWith("due to task runs over the maximum runtime with exit code 50005.", (string?)end["description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RETRY_TASK", 9, 2, 0)]
    [InlineData("RETRY_TASK", 8, 0, 8)]
    [InlineData("FAIL_TASK", 9, 0, 9)]
    [InlineData("FAIL_TASK", 8, 2, 0)]
    public async Task A_policy_says_which_codes_are_tried_again(string action, int exitCode, int lastTry, int end)
    {
        await using var rig = await GoogleRig.StartAsync();
        var spec = $$$""","maxRetryCount":2,"lifecyclePolicies":[{"action":"{{{action}}}","actionCondition":{"exitCodes":[9]}}]""";

        var job = await rig.RunAsync("policy", GoogleRig.Job($"echo try $BATCH_TASK_RETRY_ATTEMPT; [ $BATCH_TASK_RETRY_ATTEMPT = 2 ] || exit {exitCode}", spec));

        Assert.Equal(end == 0 ? "SUCCEEDED" : "FAILED", GoogleRig.StateOf(job));
        Assert.Equal($"try {lastTry}", (await rig.OutputAsync(job, lastTry + 1))[^1]);
        Assert.Equal(end, (int?)GoogleRig.EventsOf((await rig.TasksAsync("policy"))[0])[^1]["taskExecution"]?["exitCode"] ?? 0);
    }

    [Theory]
    [InlineData(FaultKind.SpotReclaim, null, 50001, "due to Spot VM preemption with exit code 50001.")]
    [InlineData(FaultKind.HostLost, null, 50002, "due to Batch no longer receives VM updates with exit code 50002.")]
    [InlineData(FaultKind.HostLost, 50006, 50006, "due to VM is recreated during task execution with exit code 50006.")]
    public async Task A_machine_that_is_lost_ends_the_task_with_a_reserved_code(FaultKind kind, int? status, int exitCode, string text)
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { TimeScale = 0.01, Faults = new FaultPlan { Rules = [new FaultRule { Kind = kind, Match = "lost*", Status = status }] } });

        var job = await rig.RunAsync("lost-1", GoogleRig.Job("sleep 600", more: ""","allocationPolicy":{"instances":[{"policy":{"provisioningModel":"SPOT"}}]}"""));

        Assert.Equal("FAILED", GoogleRig.StateOf(job));
        var end = GoogleRig.EventsOf((await rig.TasksAsync("lost-1"))[0])[^1];
        Assert.Equal(exitCode, (int?)end["taskExecution"]!["exitCode"]);
        Assert.EndsWith(text, (string?)end["description"], StringComparison.Ordinal);
        Assert.Contains($"\"{(string)end["description"]!}\"", GoogleRig.TextsOf(job)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_group_may_leave_the_rest_unexecuted()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { FailureStopsGroup = true });

        var job = await rig.RunAsync("group", GoogleRig.Job("exit 1", group: ""","taskCount":3,"schedulingPolicy":"IN_ORDER" """));

        Assert.Equal("FAILED", GoogleRig.StateOf(job));
        Assert.Equal(["FAILED", "UNEXECUTED", "UNEXECUTED"], (await rig.TasksAsync("group")).Select(GoogleRig.StateOf));
        Assert.Equal(2, (await rig.TasksAsync("group", "?filter=State%3DUNEXECUTED")).Count);
    }

    [Fact]
    public async Task A_deleted_job_is_gone_once_its_processes_are()
    {
        await using var rig = await GoogleRig.StartAsync();
        await rig.CreateAsync("gone", GoogleRig.Job("sleep 600"));
        await rig.WaitAsync("gone", "RUNNING");

        var operation = await rig.DoAsync("DELETE", "jobs/gone?reason=test&requestId=3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        var again = await rig.DoAsync("DELETE", "jobs/gone?reason=test&requestId=3f2504e0-4f89-41d3-9a0c-0305e82c3301");

        Assert.Equal((string?)operation["name"], (string?)again["name"]);
        Assert.Equal("delete", (string?)operation["metadata"]!["verb"]);
        var path = "operations/" + ((string)operation["name"]!).Split('/')[^1];
        JsonObject latest = [];
        await Eventually.TrueAsync(async () => (bool?)(latest = await rig.DoAsync("GET", path))["done"] == true, () => "the end of " + operation.ToJsonString());
        Assert.Equal("type.googleapis.com/google.protobuf.Empty", (string?)latest["response"]!["@type"]);
        await rig.RefusedAsync("GET", "jobs/gone", null, 404, "NOT_FOUND");
        Assert.Equal([(string)operation["name"]!], GoogleRig.List(await rig.DoAsync("GET", "operations?filter=done%3Dtrue"), "operations").Select(item => (string)item["name"]!));
    }

    [Fact]
    public async Task Secrets_and_buckets_of_the_emulator_reach_the_task()
    {
        var folder = Directory.CreateTempSubdirectory("mb-bucket").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "in.txt"), "from the bucket\n");
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with
        {
            Secrets = new Dictionary<string, string> { ["projects/p/secrets/s/versions/1"] = "made up" },
            Buckets = new Dictionary<string, string> { ["data"] = folder },
        });
        var spec = $$$""","environment":{"secretVariables":{"S":"projects/p/secrets/s/versions/1"}},"volumes":[{"gcs":{"remotePath":"data"},"mountPath":"{{{folder}}}"}]""";

        var job = await rig.RunAsync("inputs", GoogleRig.Job($"echo \"$S\"; cat {folder}/in.txt", spec));

        Assert.Equal(["made up", "from the bucket"], await rig.OutputAsync(job, 2));
        var other = await rig.RunAsync("unknown", GoogleRig.Job("true", ""","environment":{"secretVariables":{"S":"projects/p/secrets/s/versions/2"}}"""));
        Assert.Equal("FAILED", GoogleRig.StateOf(other));
        Assert.Equal(50000, (int?)GoogleRig.EventsOf((await rig.TasksAsync("unknown"))[0])[^1]["taskExecution"]!["exitCode"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Output_goes_to_files_where_a_path_is_given()
    {
        var folder = Directory.CreateTempSubdirectory("mb-logs").FullName;
        await using var rig = await GoogleRig.StartAsync();
        var body = GoogleRig.Job("echo out; echo err >&2", logs: "PATH").Replace("\"PATH\"", $"\"PATH\",\"logsPath\":\"{folder}/\"", StringComparison.Ordinal);

        var job = await rig.RunAsync("files", body);

        var uid = (string)job["uid"]!;
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists($"{folder}/stderr-{uid}.log")), () => "the files");
        Assert.Matches(@"^\[batch_task_logs\]\S+ \S+ INFO: \[task_id:task/" + uid + @"-group0-0/0/0,runnable_index:0\] out\n$", await File.ReadAllTextAsync($"{folder}/stdout-{uid}.log"));
        Assert.Empty(await rig.EntriesAsync($"labels.job_uid=\"{uid}\""));
        await rig.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
