using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Aws;

/// <content>What lists and descriptions show.</content>
public sealed partial class AwsQuirkTests
{
    [Fact]
    [Trait("Quirk", AwsQuirks.ListDefaultRunning)]
    public async Task A_list_without_a_status_has_running_jobs_alone()
    {
        await using var rig = await AwsRig.StartAsync();
        var ended = await rig.SubmitAsync(await rig.DefineAsync("true"));
        await rig.EndAsync(ended);
        Assert.Empty(await rig.ListAsync(string.Empty));
        Assert.Equal([ended], await rig.ListAsync(""","jobStatus":"SUCCEEDED" """));

        rig.Emulator.Quirks.Set(AwsQuirks.ListDefaultRunning, isOn: false);

        Assert.Equal([ended], await rig.ListAsync(string.Empty));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.ListExcludesChildren)]
    public async Task A_list_of_a_queue_has_no_children()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"), ""","arrayProperties":{"size":2}""");
        await rig.EndAsync(id);
        Assert.Equal([id], await rig.ListAsync(""","jobStatus":"SUCCEEDED" """));

        rig.Emulator.Quirks.Set(AwsQuirks.ListExcludesChildren, isOn: false);

        Assert.Equal([id, id + ":0", id + ":1"], await rig.ListAsync(""","jobStatus":"SUCCEEDED" """));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.OneFilter)]
    public async Task A_list_takes_one_filter()
    {
        await using var rig = await AwsRig.StartAsync();
        const string Two = ""","filters":[{"name":"JOB_NAME","values":["job"]},{"name":"AFTER_CREATED_AT","values":["0"]}]""";
        Assert.Contains("one filter", await rig.RefusedAsync("ListJobs", $$"""{"jobQueue":"q"{{Two}}}"""), StringComparison.Ordinal);

        rig.Emulator.Quirks.Set(AwsQuirks.OneFilter, isOn: false);

        Assert.Empty(await rig.ListAsync(Two));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.FilterIgnoresStatus)]
    public async Task A_filter_takes_no_notice_of_the_status()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"));
        await rig.EndAsync(id);
        const string Filter = ""","jobStatus":"FAILED","filters":[{"name":"JOB_NAME","values":["job"]}]""";
        Assert.Equal([id], await rig.ListAsync(Filter));

        rig.Emulator.Quirks.Set(AwsQuirks.FilterIgnoresStatus, isOn: false);

        Assert.Empty(await rig.ListAsync(Filter));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.NameFilterIgnoresCase)]
    public async Task The_filter_by_name_takes_no_notice_of_case()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"), name: "Some-Job");
        const string Filter = ""","filters":[{"name":"JOB_NAME","values":["some-j*"]}]""";
        Assert.Equal([id], await rig.ListAsync(Filter));
        Assert.Empty(await rig.ListAsync(""","filters":[{"name":"JOB_NAME","values":["some-j"]}]"""));

        rig.Emulator.Quirks.Set(AwsQuirks.NameFilterIgnoresCase, isOn: false);

        Assert.Empty(await rig.ListAsync(Filter));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.StaleLists)]
    public async Task A_list_does_not_show_what_has_just_been_submitted()
    {
        await using var rig = await AwsRig.StartAsync(AwsRig.Options with { Delays = AwsDelays.None with { ListLag = TimeSpan.FromHours(1) } });
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"));
        const string Filter = ""","filters":[{"name":"JOB_NAME","values":["job"]}]""";
        Assert.Empty(await rig.ListAsync(Filter));
        Assert.Equal(id, (string?)(await rig.DescribeAsync(id))["jobId"]);

        rig.Emulator.Quirks.Set(AwsQuirks.StaleLists, isOn: false);

        Assert.Equal([id], await rig.ListAsync(Filter));
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.ChildrenByIndex)]
    public async Task Children_are_listed_by_index()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"), ""","arrayProperties":{"size":3}""");
        await rig.EndAsync(id);
        Assert.Equal([0, 1, 2], await IndexesAsync());

        rig.Emulator.Quirks.Set(AwsQuirks.ChildrenByIndex, isOn: false);

        Assert.Equal([2, 1, 0], await IndexesAsync());

        async Task<IEnumerable<int>> IndexesAsync() =>
            ((JsonArray)(await rig.DoAsync("ListJobs", $$"""{"arrayJobId":"{{id}}","jobStatus":"SUCCEEDED"}"""))["jobSummaryList"]!).Select(item => (int)item!["arrayProperties"]!["index"]!);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.DescribeSkipsUnknown)]
    public async Task Unknown_ids_are_left_out_of_a_description()
    {
        await using var rig = await AwsRig.StartAsync();
        var id = await rig.SubmitAsync(await rig.DefineAsync("true"));
        var body = $$"""{"jobs":["nobody","{{id}}","{{id}}:0"]}""";
        Assert.Equal(id, (string?)((JsonArray)(await rig.DoAsync("DescribeJobs", body))["jobs"]!).Single()!["jobId"]);

        rig.Emulator.Quirks.Set(AwsQuirks.DescribeSkipsUnknown, isOn: false);

        await rig.RefusedAsync("DescribeJobs", body);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.StrictMembers)]
    public async Task Unknown_members_are_refused()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        const string Body = """{"jobs":["a"],"job":"a"}""";
        Assert.StartsWith("job is not a member", await rig.RefusedAsync("DescribeJobs", Body), StringComparison.Ordinal);

        rig.Emulator.Quirks.Set(AwsQuirks.StrictMembers, isOn: false);

        await rig.DoAsync("DescribeJobs", Body);
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.AlreadyExistsText)]
    public async Task A_name_that_is_taken_has_no_code_of_its_own()
    {
        await using var rig = await AwsRig.StartEmptyAsync();
        const string Body = """{"name":"sp"}""";
        await rig.DoAsync("CreateSchedulingPolicy", Body);
        Assert.Equal("Object already exists", await rig.RefusedAsync("CreateSchedulingPolicy", Body));

        rig.Emulator.Quirks.Set(AwsQuirks.AlreadyExistsText, isOn: false);

        await rig.RefusedAsync("CreateSchedulingPolicy", Body, "ResourceAlreadyExistsException");
    }

    [Fact]
    [Trait("Quirk", AwsQuirks.DisableBeforeDelete)]
    public async Task What_is_enabled_cannot_be_deleted()
    {
        await using var rig = await AwsRig.StartAsync();
        Assert.Contains("DISABLED", await rig.RefusedAsync("DeleteJobQueue", """{"jobQueue":"q"}"""), StringComparison.Ordinal);
        Assert.Contains("JobQueue relationship", await rig.RefusedAsync("DeleteComputeEnvironment", """{"computeEnvironment":"ce"}"""), StringComparison.Ordinal);

        rig.Emulator.Quirks.Set(AwsQuirks.DisableBeforeDelete, isOn: false);

        await rig.DoAsync("DeleteJobQueue", """{"jobQueue":"q"}""");
        await rig.DoAsync("DeleteComputeEnvironment", """{"computeEnvironment":"ce"}""");
    }
}
