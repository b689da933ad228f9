using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google;

/// <summary>Each quirk of Google Cloud Batch, with it and without.</summary>
public sealed partial class GoogleQuirkTests
{
    [Fact]
    [Trait("Quirk", GoogleQuirks.StrictFields)]
    public async Task Unknown_fields_are_refused()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        var body = GoogleRig.Job("true", ""","retries":3""");
        var refusal = await rig.RefusedAsync("POST", "jobs?jobId=a", body, 400, "INVALID_ARGUMENT");
        Assert.Equal("Invalid JSON payload received. Unknown name \"retries\" at 'job.task_groups[0].task_spec': Cannot find field.", refusal.Message);
        Assert.Equal(["job.task_groups[0].task_spec"], refusal.Fields);

        rig.Emulator.Quirks.Set(GoogleQuirks.StrictFields, isOn: false);

        await rig.CreateAsync("a", body);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.JobIdRequired)]
    public async Task A_job_needs_an_id_of_the_callers()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        await rig.RefusedAsync("POST", "jobs", GoogleRig.Job("true"), 400, "INVALID_ARGUMENT");

        rig.Emulator.Quirks.Set(GoogleQuirks.JobIdRequired, isOn: false);

        Assert.Matches("/jobs/j-[0-9a-f-]{36}$", (string)(await rig.DoAsync("POST", "jobs", GoogleRig.Job("true")))["name"]!);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.ProjectNumbers)]
    public async Task Some_names_carry_the_number_of_the_project()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        var job = await rig.CreateAsync("a", GoogleRig.Job("true"));
        Assert.Equal("projects/emulated-project/locations/us-central1/jobs/a", (string?)job["name"]);
        Assert.Equal("projects/123456789012/locations/us-central1/jobs/a/taskGroups/group0", (string?)job["taskGroups"]![0]!["name"]);

        rig.Emulator.Quirks.Set(GoogleQuirks.ProjectNumbers, isOn: false);

        Assert.StartsWith("projects/emulated-project/", (string?)(await rig.CreateAsync("b", GoogleRig.Job("true")))["taskGroups"]![0]!["name"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.RequestIdsRemembered)]
    public async Task A_request_with_an_id_that_was_there_is_not_done_again()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        const string Path = "jobs?jobId=a&requestId=3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        var first = await rig.DoAsync("POST", Path, GoogleRig.Job("true"));
        Assert.Equal((string?)first["uid"], (string?)(await rig.DoAsync("POST", Path, GoogleRig.Job("true")))["uid"]);

        rig.Emulator.Quirks.Set(GoogleQuirks.RequestIdsRemembered, isOn: false);

        var refusal = await rig.RefusedAsync("POST", Path, GoogleRig.Job("true"), 409, "ALREADY_EXISTS");
        Assert.Equal("Resource \"projects/123456789012/locations/us-central1/jobs/a\" already exists", refusal.Message);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.ResourcesFitMachine)]
    public async Task A_task_that_needs_more_than_its_machine_has_is_refused()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        var body = GoogleRig.Job("true", ""","computeResource":{"cpuMilli":"4001"}""", more: ""","allocationPolicy":{"instances":[{"policy":{"machineType":"e2-standard-4"}}]}""");
        Assert.Equal(["job.task_groups[0].task_spec.compute_resource.cpu_milli"], (await rig.RefusedAsync("POST", "jobs?jobId=a", body, 400, "INVALID_ARGUMENT")).Fields);

        rig.Emulator.Quirks.Set(GoogleQuirks.ResourcesFitMachine, isOn: false);

        await rig.CreateAsync("a", body);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.StaleLists)]
    public async Task A_list_does_not_show_what_has_just_been_created()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { Delays = GoogleDelays.None with { ListLag = TimeSpan.FromHours(1) } });
        await rig.CreateAsync("a", GoogleRig.Job("true"));
        Assert.Empty(await rig.JobsAsync());
        await rig.GetAsync("a");

        rig.Emulator.Quirks.Set(GoogleQuirks.StaleLists, isOn: false);

        Assert.Equal(["a"], await rig.JobsAsync());
    }
}
