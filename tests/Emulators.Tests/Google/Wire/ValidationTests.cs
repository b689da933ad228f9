using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google.Wire;

/// <summary>The limits jobs are held to.</summary>
public sealed class ValidationTests
{
    private const string Group = "job.task_groups[0]";
    private const string Spec = Group + ".task_spec";

    private static readonly GoogleEmulatorOptions Waiting = GoogleRig.Options with { Delays = GoogleDelays.None with { Queued = TimeSpan.FromHours(1) } };

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "job", ""","priority":100""", "job.priority" },
        { "job", ""","priority":-1""", "job.priority" },
        { "job", ""","labels":{"Team":"a"}""", "job.labels" },
        { "job", ""","labels":{"goog-team":"a"}""", "job.labels" },
        { "job", ""","labels":{"team":"A b"}""", "job.labels" },
        { "job", ""","allocationPolicy":{"labels":{"batch-job-id":"a"}}""", "job.allocation_policy.labels" },
        { "job", ""","allocationPolicy":{"location":{"allowedLocations":["us-central1"]}}""", "job.allocation_policy.location.allowed_locations" },
        { "job", ""","allocationPolicy":{"location":{"allowedLocations":["regions/nowhere1"]}}""", "job.allocation_policy.location.allowed_locations" },
        { "job", ""","allocationPolicy":{"location":{"allowedLocations":["regions/us-west1"]}}""", "job.allocation_policy.location.allowed_locations" },
        { "job", ""","allocationPolicy":{"location":{"allowedLocations":["zones/us-central1-a","zones/us-west1-a"]}}""", "job.allocation_policy.location.allowed_locations" },
        { "job", ""","allocationPolicy":{"instances":[{},{}]}""", "job.allocation_policy.instances" },
        { "job", ""","allocationPolicy":{"instances":[{"policy":{"accelerators":[{"type":"nvidia-tesla-t4"}]}}]}""", "job.allocation_policy.instances[0].policy.accelerators" },
        { "job", ""","allocationPolicy":{"instances":[{"policy":{"disks":[{"newDisk":{"sizeGb":10}}]}}]}""", "job.allocation_policy.instances[0].policy.disks" },
        { "job", ""","allocationPolicy":{"tags":["Web"]}""", "job.allocation_policy.tags" },
        { "job", ""","notifications":[{"pubsubTopic":"t"}]""", "job.notifications" },
        { "group", ""","taskCount":100001""", Group + ".task_count" },
        { "group", ""","parallelism":5001""", Group + ".parallelism" },
        { "group", ""","taskCount":3,"parallelism":2,"schedulingPolicy":"IN_ORDER" """, Group + ".parallelism" },
        { "group", ""","taskEnvironments":[{"secretVariables":{"A":"b"}}]""", Group + ".task_environments[0].secret_variables" },
        { "spec", ""","maxRetryCount":11""", Spec + ".max_retry_count" },
        { "spec", ""","maxRunDuration":"-1s" """, Spec + ".max_run_duration" },
        { "spec", ""","lifecyclePolicies":[{"action":"RETRY_TASK","actionCondition":{"exitCodes":[1]}}]""", Spec + ".lifecycle_policies" },
        { "spec", ""","maxRetryCount":1,"lifecyclePolicies":[{"action":"RETRY_TASK"}]""", Spec + ".lifecycle_policies[0].action_condition" },
        { "spec", ""","volumes":[{"mountPath":"/mnt/a"}]""", Spec + ".volumes" },
        { "spec", ""","environment":{"variables":{"A=B":"c"}}""", Spec + ".environment" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_over_a_limit_is_refused_with_its_field(string where, string more, string field)
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);
        var body = GoogleRig.Job("true", where == "spec" ? more : string.Empty, where == "group" ? more : string.Empty, where == "job" ? more : string.Empty);

        var refusal = await rig.RefusedAsync("POST", "jobs?jobId=a", body, 400, "INVALID_ARGUMENT");

        Assert.Equal([field], refusal.Fields);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("1a")]
    [InlineData("a-")]
    [InlineData("a_b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_job_id_keeps_to_its_form(string id)
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        Assert.Equal(["job_id"], (await rig.RefusedAsync("POST", "jobs?jobId=" + id, GoogleRig.Job("true"), 400, "INVALID_ARGUMENT")).Fields);
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task A_request_id_is_a_uuid_that_is_not_zero(string id)
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        Assert.Equal(["request_id"], (await rig.RefusedAsync("POST", $"jobs?jobId=a&requestId={id}", GoogleRig.Job("true"), 400, "INVALID_ARGUMENT")).Fields);
    }

    [Fact]
    public async Task A_cancellation_has_a_request_id_of_version_4()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);
        await rig.CreateAsync("a", GoogleRig.Job("true"));

        Assert.Equal(["request_id"], (await rig.RefusedAsync("POST", "jobs/a:cancel", """{"requestId":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}""", 400, "INVALID_ARGUMENT")).Fields);
        await rig.DoAsync("POST", "jobs/a:cancel", """{"requestId":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}""");
    }

    [Fact]
    public async Task A_job_of_more_than_a_megabyte_is_refused()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);
        var job = GoogleRig.Job(new string('x', 1024 * 1024));

        Assert.Equal(["job"], (await rig.RefusedAsync("POST", "jobs?jobId=a", job, 400, "INVALID_ARGUMENT")).Fields);
    }

    [Fact]
    public async Task Lists_are_filtered_ordered_and_cut_into_pages()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);
        for (var index = 0; index < 5; index++)
        {
            await rig.CreateAsync($"job-{index.ToString(CultureInfo.InvariantCulture)}", GoogleRig.Job("true", more: $$""","labels":{"parity":"p{{index % 2}}"}"""));
        }

        Assert.Equal(["job-4", "job-3", "job-2", "job-1", "job-0"], await rig.JobsAsync());
        Assert.Equal(["job-1", "job-3"], await rig.JobsAsync("?orderBy=name&filter=" + Uri.EscapeDataString("labels.parity=\"p1\" AND status.state=\"QUEUED\"")));
        Assert.Equal(["job-3", "job-2", "job-1", "job-0"], await rig.JobsAsync("?filter=" + Uri.EscapeDataString("NOT name:\"job-4\"")));
        var seen = new List<string>();
        JsonObject page;
        var token = string.Empty;
        do
        {
            page = await rig.DoAsync("GET", $"jobs?pageSize=2&orderBy=create_time{token}");
            seen.AddRange(GoogleRig.List(page, "jobs").Select(job => ((string)job["name"]!).Split('/')[^1]));
            token = "&pageToken=" + (string?)page["nextPageToken"];
        }
        while (page.ContainsKey("nextPageToken"));

        Assert.Equal(["job-0", "job-1", "job-2", "job-3", "job-4"], seen);
        Assert.Equal(3, rig.Emulator.Counters["ListJobs"] - 3);
        Assert.Equal(["page_token"], (await rig.RefusedAsync("GET", "jobs?pageSize=2&pageToken=bm9uZQ", null, 400, "INVALID_ARGUMENT")).Fields);
        await rig.RefusedAsync("GET", "jobs?filter=" + Uri.EscapeDataString("colour=\"red\""), null, 400, "INVALID_ARGUMENT");
        await rig.RefusedAsync("GET", "jobs?orderBy=priority", null, 400, "INVALID_ARGUMENT");
    }
}
