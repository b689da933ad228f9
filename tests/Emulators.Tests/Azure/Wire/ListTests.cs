using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Wire;

public sealed class ListTests
{
    [Theory]
    [InlineData("state eq 'completed'", "bad good")]
    [InlineData("state ne 'completed'", "waits")]
    [InlineData("executionInfo/result eq 'failure'", "bad")]
    [InlineData("executionInfo/exitCode gt 0 or id eq 'WAITS'", "bad waits")]
    [InlineData("startswith(id,'g') or startswith(id, 'w')", "good waits")]
    [InlineData("not startswith(id,'b') and (state eq 'active' or state eq 'running')", "waits")]
    [InlineData("creationTime ge datetime'2020-01-01T00:00:00Z' and stateTransitionTime lt DateTime'2199-01-01'", "bad good waits")]
    [InlineData("displayName eq 'it''s'", "good")]
    [InlineData("constraints/maxTaskRetryCount eq 0 and executionInfo/endTime eq null", "waits")]
    public async Task A_filter_finds(string filter, string expected)
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("bad", "exit 2");
        await rig.AddTaskAsync("good", "true", """{"displayName":"it's"}""");
        await rig.AddTaskAsync("waits", "true", """{"dependsOn":{"taskIds":["never"]}}""");
        await rig.EndAsync("bad");
        await rig.EndAsync("good");

        Assert.Equal(expected, string.Join(' ', await rig.IdsAsync("/jobs/job/tasks?$filter=" + Uri.EscapeDataString(filter))));
    }

    [Theory]
    [InlineData("$filter", "state eq")]
    [InlineData("$filter", "colour eq 'red'")]
    [InlineData("$filter", "state eq 'active' state")]
    [InlineData("$select", "id,colour")]
    [InlineData("$expand", "all")]
    [InlineData("maxresults", "0")]
    [InlineData("maxresults", "1001")]
    [InlineData("$skiptoken", "WATV2:abcd:1$1")]
    public async Task What_cannot_be_asked_is_refused(string name, string value)
    {
        await using var rig = await AzureRig.StartAsync();

        var reply = await rig.RefusedAsync(400, "InvalidQueryParameterValue", "GET", $"/jobs/job/tasks?{name}={Uri.EscapeDataString(value)}");

        Assert.Equal((name, value), (reply.Value("QueryParameterName"), reply.Value("QueryParameterValue")));
    }

    [Fact]
    public async Task Links_lead_through_a_list_that_grows()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        for (var index = 0; index < 5; index++)
        {
            await rig.AddTaskAsync($"t{index}", "true");
        }

        var first = await rig.GetAsync("/jobs/job/tasks?maxresults=2&$select=id&$filter=" + Uri.EscapeDataString("startswith(id,'t')"));
        await rig.DoAsync("DELETE", "/jobs/job/tasks/t0");
        await rig.AddTaskAsync("t5", "true");
        var ids = AzureRig.Items(first).Select(item => (string?)item["id"]).ToList();
        for (var link = (string?)first["odata.nextLink"]; link is not null;)
        {
            Assert.StartsWith(rig.Emulator.Endpoint.ToString(), link, StringComparison.Ordinal);
            var page = (await rig.FollowAsync(link)).Body;
            ids.AddRange(AzureRig.Items(page).Select(item => (string?)item["id"]));
            link = (string?)page["odata.nextLink"];
        }

        Assert.Equal(["t0", "t1", "t2", "t3", "t4", "t5"], ids);
    }

    [Fact]
    public async Task A_selection_leaves_the_rest_out()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("t", "true");
        await rig.EndAsync("t");

        var task = await rig.GetAsync("/jobs/job/tasks/t?$select=id,executionInfo/result");

        Assert.Equal("""{"id":"t","executionInfo":{"result":"success"}}""", string.Concat("{", task.ToJsonString().AsSpan(task.ToJsonString().IndexOf("\"id\"", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Ten_thousand_tasks_are_a_hundred_requests_and_ten_pages()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        rig.Emulator.Counters.Reset();

        for (var block = 0; block < 100; block++)
        {
            var tasks = string.Join(',', Enumerable.Range(block * 100, 100).Select(index => AzureRig.Task($"t{index}", "true")));
            await rig.DoAsync("POST", "/jobs/job/addtaskcollection", $$"""{"value":[{{tasks}}]}""");
        }

        var (ids, next) = (new HashSet<string>(), "/jobs/job/tasks");
        for (var page = await rig.GetAsync(next + "?$select=id,state"); ; page = (await rig.FollowAsync(next)).Body)
        {
            ids.UnionWith(AzureRig.Items(page).Select(item => (string)item["id"]!));
            if ((string?)page["odata.nextLink"] is not { } link)
            {
                break;
            }

            next = link;
        }

        Assert.Equal((10_000, 100, 10), (ids.Count, rig.Emulator.Counters["Task_AddCollection"], rig.Emulator.Counters["Task_List"]));
    }
}
