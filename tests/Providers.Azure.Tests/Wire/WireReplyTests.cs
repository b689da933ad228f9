using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Providers.Azure.Tests.Wire.Support;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Tests.Wire;

public sealed class WireReplyTests
{
    /// <summary>Members as the service was seen to write them: its case, its order, its durations.</summary>
    public static TheoryData<string, string> Seen => new()
    {
        { "task", """{"id":"t","url":"https://a/t","eTag":"0x8DA9061E1BED87D","creationTime":"2022-09-06T23:45:29.9954813+00:00","lastModified":"2022-09-06T23:45:29.9954813+00:00","state":"completed","stateTransitionTime":"2022-09-06T23:45:31.168152+00:00","previousState":"running","previousStateTransitionTime":"2022-09-06T23:45:30.59011+00:00","commandLine":"/bin/bash -c \"echo test\"","constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","retentionTime":"PT1H","maxTaskRetryCount":0},"requiredSlots":1,"executionInfo":{"startTime":"2022-09-06T23:45:30.635053+00:00","endTime":"2022-09-06T23:45:31.168152+00:00","exitCode":0,"retryCount":0,"requeueCount":0,"result":"success"},"nodeInfo":{"affinityId":"TVM:n","nodeUrl":"https://a/n","poolId":"p","nodeId":"n","taskRootDirectory":"workitems/j/job-1/t","taskRootDirectoryUrl":"https://a/d"}}""" },
        { "job", """{"id":"j","url":"https://a/jobs/j","eTag":"0x8DA9061E0AFB569","creationTime":"2022-09-06T23:45:28.2021851+00:00","lastModified":"2022-09-06T23:45:28.2185577+00:00","state":"active","stateTransitionTime":"2022-09-06T23:45:28.2185577+00:00","priority":0,"maxParallelTasks":-1,"allowTaskPreemption":false,"usesTaskDependencies":false,"constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","maxTaskRetryCount":0},"poolInfo":{"poolId":"p"},"onAllTasksComplete":"noaction","onTaskFailure":"noaction","executionInfo":{"startTime":"2022-09-06T23:45:28.2185577+00:00","poolId":"p"}}""" },
        { "pool", """{"id":"p","url":"https://a/pools/p","eTag":"0x8D","creationTime":"2022-09-06T23:44:11.5153711+00:00","state":"active","stateTransitionTime":"2022-09-06T23:44:11.5153711+00:00","allocationState":"resizing","allocationStateTransitionTime":"2022-09-06T23:44:11.5153711+00:00","vmSize":"standard_d1_v2","virtualMachineConfiguration":{"imageReference":{"publisher":"canonical","offer":"ubuntuserver","sku":"18.04-lts","version":"latest"},"nodeAgentSKUId":"batch.node.ubuntu 18.04"},"resizeTimeout":"PT15M","currentDedicatedNodes":0,"currentLowPriorityNodes":0,"targetDedicatedNodes":1,"targetLowPriorityNodes":0,"enableAutoScale":false,"enableInterNodeCommunication":false,"taskSlotsPerNode":1,"taskSchedulingPolicy":{"nodeFillType":"Spread"}}""" },
        { "nodes", """{"value":[{"id":"tvmps_x_d","url":"https://a/n","state":"creating","schedulingState":"enabled","stateTransitionTime":"2022-09-06T23:45:03.2080457+00:00","allocationTime":"2022-09-06T23:45:03.2080457+00:00","vmSize":"standard_d1_v2","totalTasksRun":0,"runningTasksCount":0,"runningTaskSlotsCount":0,"isDedicated":true}]}""" },
        { "images", """{"value":[{"nodeAgentSKUId":"batch.node.el 8","imageReference":{"publisher":"almalinux","offer":"almalinux","sku":"8_4-gen2","version":"latest"},"osType":"linux","verificationType":"unverified","capabilities":["Generation2VMImage"]}]}""" },
        { "counts", """{"taskCounts":{"active":0,"running":0,"completed":4,"succeeded":3,"failed":1},"taskSlotCounts":{"active":0,"running":0,"completed":4,"succeeded":3,"failed":1}}""" },
        { "counts", """{"active":0,"running":0,"completed":4,"succeeded":3,"failed":1}""" },
        { "added", """{"value":[{"status":"Success","taskId":"xplatTask3","eTag":"0x8D3DB67E0A66D25","lastModified":"2016-09-12T23:52:38.6489637+00:00","location":"https://a/t"},{"status":"ClientError","taskId":"b","error":{"code":"TaskExists","message":{"lang":"en-US","value":"The specified task already exists."},"values":[{"key":"Reason","value":"r"}]}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Seen))]
    public void What_the_service_writes_is_read_without_loss(string kind, string json) =>
        Assert.Equal(CanonicalJson.Write(JsonDocument.Parse(json).RootElement), CanonicalJson.Write(JsonDocument.Parse(Again(kind, json)).RootElement));

    [Fact]
    public void Members_that_nobody_knows_yet_are_read_over_and_kept_in_the_native_text()
    {
        var body = Encoding.UTF8.GetBytes("""{"odata.metadata":"x","value":[{"id":"a","newMember":{"x":[1]}},{"id":"b"}],"odata.nextLink":"https://next"}""");

        var reply = JsonSerializer.Deserialize(body, AzureWireJson.Instance.AzureTaskList)! with { Body = body };

        Assert.Equal(["a", "b"], reply.Value!.Select(task => task.Id));
        Assert.Equal("https://next", reply.NextLink);
        Assert.Equal("""{"x":[1]}""", reply.ReadItems()[0].GetProperty("newMember").GetRawText());
    }

    [Fact]
    public async Task A_reply_that_was_cut_off_leaves_a_change_made_and_a_reading_not()
    {
        using var handler = new RecordingHandler { Reply = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"value":[{"status":"Succ""") } };
        using var wire = new TestWire(handler);

        var change = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.AddTaskCollectionAsync("j", new() { Value = [] }, default));
        var reading = await Assert.ThrowsAsync<BatchException>(() => wire.Batch.ListTasksAsync("j", ReadOptions.None, default));

        Assert.Equal((BatchErrorCode.Unavailable, true, BatchEffect.Applied), (change.Code, change.IsTransient, change.Effect));
        Assert.Equal((BatchErrorCode.Unavailable, true, BatchEffect.None), (reading.Code, reading.IsTransient, reading.Effect));
    }

    /// <summary>Reads every reply below a folder of recordings, where somebody has one: files with arrays of <c>path</c>, <c>method</c>, <c>status</c>, <c>responseBody</c>.</summary>
    [SkippableFact]
    public void Every_recorded_reply_is_read()
    {
        var folder = Environment.GetEnvironmentVariable("MULTIBATCH_AZURE_RECORDINGS");
        Skip.If(folder is null, "needs recordings of the service, in the folder that MULTIBATCH_AZURE_RECORDINGS names");
        var read = 0;
        foreach (var record in Directory.EnumerateFiles(folder!, "*.json").SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray()))
        {
            if (record!["responseBody"] is JsonObject body && record["method"]!.GetValue<string>() is "GET" or "POST" && KindOf(record["path"]!.GetValue<string>()) is { } kind && body["code"] is null)
            {
                Again(kind, body.ToJsonString());
                read++;
            }
        }

        Assert.True(read >= 100, $"{read} replies");
    }

    private static string? KindOf(string path)
    {
        var parts = path.Trim('/').Split('/');
        return (parts[0], parts.Length) switch
        {
            ("pools", 1) => "pools",
            ("pools", 2) => "pool",
            ("pools", 3) when parts[2] == "nodes" => "nodes",
            ("jobs", 1) => "jobs",
            ("jobs", 2) => "job",
            ("jobs", 3) when parts[2] == "tasks" => "tasks",
            ("jobs", 3) when parts[2] == "taskcounts" => "counts",
            ("jobs", 3) when parts[2] == "addtaskcollection" => "added",
            ("jobs", 4) when parts[2] == "tasks" => "task",
            ("supportedimages", 1) => "images",
            ("nodecounts", 1) => "nodecounts",
            _ => null,
        };
    }

    private static string Again(string kind, string json)
    {
        var types = AzureWireJson.Instance;
        return kind switch
        {
            "task" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.AzureTask)!, types.AzureTask),
            "tasks" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.AzureTaskList)!, types.AzureTaskList),
            "job" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.AzureJob)!, types.AzureJob),
            "jobs" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.AzureJobList)!, types.AzureJobList),
            "pool" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.Pool)!, types.Pool),
            "pools" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.PoolList)!, types.PoolList),
            "nodes" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.ComputeNodeList)!, types.ComputeNodeList),
            "nodecounts" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.PoolNodeCountsList)!, types.PoolNodeCountsList),
            "images" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.ImageInformationList)!, types.ImageInformationList),
            "counts" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.TaskCountsReply)!, types.TaskCountsReply),
            "added" => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, types.TaskAddCollectionReply)!, types.TaskAddCollectionReply),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of reply."),
        };
    }
}
