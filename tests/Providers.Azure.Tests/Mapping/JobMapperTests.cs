using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Mapping;

public class JobMapperTests
{
    private static readonly string Id = SubmissionId.FromText("mapped").ToString();

    [Theory]
    [InlineData("active", null, JobState.Queued)]
    [InlineData("preparing", null, JobState.Starting)]
    [InlineData("running", null, JobState.Running)]
    [InlineData("completed", "success", JobState.Succeeded)]
    [InlineData("completed", "failure", JobState.Failed)]
    [InlineData("Completed", "Success", JobState.Succeeded)]
    [InlineData("Running", null, JobState.Running)]
    [InlineData("hibernating", null, JobState.Unknown)]
    public void A_state_is_read_in_any_case_and_an_unknown_one_stays_unknown(string native, string? result, JobState state)
    {
        var job = JobMapper.Map(Seen($$$"""{"id":"{{{Id}}}","state":"{{{native}}}","executionInfo":{"exitCode":{{{(result?.ToLowerInvariant() == "failure" ? 1 : 0)}}},"retryCount":0,"requeueCount":0{{{(result is null ? "" : $",\"result\":\"{result}\"")}}}}}"""));

        Assert.Equal((state, native), (job.State, job.NativeState));
    }

    [Fact]
    public void A_recorded_task_that_succeeded()
    {
        var job = JobMapper.Map(Seen("""
            {"id":"myTask","eTag":"0x8DA9061E1BED87D","creationTime":"2022-09-06T23:45:29.9954813Z","state":"completed","stateTransitionTime":"2022-09-06T23:45:31.168152Z",
             "commandLine":"/bin/bash -c \"echo test\"","userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"nonadmin"}},
             "constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","retentionTime":"PT1H","maxTaskRetryCount":0},"requiredSlots":1,
             "executionInfo":{"startTime":"2022-09-06T23:45:30.635053Z","endTime":"2022-09-06T23:45:31.168152Z","exitCode":0,"result":"success","retryCount":0,"requeueCount":0},
             "nodeInfo":{"poolId":"p","nodeId":"tvmps_d60153fb_d","taskRootDirectoryUrl":"https://a.uksouth.batch.azure.com/pools/p/nodes/n/files/workitems/j/job-1/myTask"}}
            """));

        Assert.Equal((JobState.Succeeded, 0, 1, "myTask"), (job.State, job.ExitCode!.Value, job.Attempt, job.Name));
        Assert.Null(job.SubmissionId);
        Assert.Equal("azure:queue-g1/myTask", job.Reference.ToString());
        Assert.Equal("queue", job.Queue);
        var attempt = Assert.Single(job.Attempts);
        Assert.Equal(("tvmps_d60153fb_d", PurchaseKind.OnDemand), (attempt.Machine, attempt.Purchase));
        Assert.Equal(TimeSpan.FromTicks(5330990), job.EndedAt - job.StartedAt);
    }

    [Fact]
    public void A_recorded_failure_says_why()
    {
        var job = JobMapper.Map(Seen("""
            {"id":"t","state":"completed","executionInfo":{"startTime":"2020-03-21T02:12:20Z","endTime":"2020-03-21T02:12:21Z","exitCode":1,
             "failureInfo":{"category":"UserError","code":"FailureExitCode","message":"The task exited with an exit code representing a failure",
              "details":[{"name":"Message","value":"The task process exited with an unexpected exit code"},{"name":"AdditionalErrorCode","value":"FailureExitCode"}]},
             "retryCount":2,"requeueCount":1,"result":"failure"}}
            """));

        Assert.Equal((JobState.Failed, JobCause.ExitCode, 1, 4, false), (job.State, job.Cause, job.ExitCode!.Value, job.Attempt, job.AttemptsComplete));
        Assert.Equal("the task ended with exit code 1", job.Reason);
    }

    [Fact]
    public void A_reply_without_a_result_is_judged_by_failure_and_exit_code()
    {
        // As versions before 2017 wrote it.
        var task = Seen("""{"id":"t","state":"completed","executionInfo":{"exitCode":0,"schedulingError":{"category":"UserError","code":"TaskEnded","message":"Task Was Ended by User Request"}}}""");

        Assert.Equal(JobState.Succeeded, JobMapper.Map(task).State);
        Assert.Equal(JobState.Failed, JobMapper.Map(Seen("""{"id":"t","state":"completed","executionInfo":{"exitCode":2}}""")).State);
    }

    [Fact]
    public void A_task_that_waits_is_blocked_and_one_that_was_ruled_out_is_cancelled()
    {
        var waiting = Seen($$$"""{"id":"{{{Id}}}","state":"active","dependsOn":{"taskIds":["a"]}}""");
        waiting.Standing = new Standing { Kind = TaskStanding.Waiting, Because = "a" };
        var ruledOut = Seen($$$"""{"id":"{{{Id}}}","state":"active","dependsOn":{"taskIds":["a"]}}""");
        ruledOut.Standing = new Standing { Kind = TaskStanding.RuledOut, Because = "a", Since = DateTimeOffset.UnixEpoch };

        Assert.Equal((JobState.Blocked, null), (JobMapper.Map(waiting).State, JobMapper.Map(waiting).Cause));
        var job = JobMapper.Map(ruledOut);
        Assert.Equal((JobState.Cancelled, JobCause.DependencyFailed, DateTimeOffset.UnixEpoch, null), (job.State, job.Cause, job.EndedAt, job.StartedAt));
    }

    [Fact]
    public void The_parent_of_an_array_is_what_its_children_make_it()
    {
        var note = JsonSerializer.Serialize("""{"n":"sweep","a":4,"l":{"team":"x"}}""");
        var parent = JobMapper.MapParent(
        [
            Seen($$$"""{"id":"{{{Id}}}-0","displayName":{{{note}}},"state":"completed","creationTime":"2026-01-01T00:00:01Z","executionInfo":{"result":"success"}}"""),
            Seen($$$"""{"id":"{{{Id}}}-1","displayName":{{{note}}},"state":"running","creationTime":"2026-01-01T00:00:00Z","executionInfo":{"startTime":"2026-01-01T00:00:09Z"}}"""),
            Seen($$$"""{"id":"{{{Id}}}-2","displayName":{{{note}}},"state":"active"}"""),
        ]);

        Assert.Equal((JobState.Running, 4, "sweep", Id), (parent.State, parent.ArraySize!.Value, parent.Name, parent.Reference.Id));
        Assert.Equal((1, 1, 1, 1), (parent.Children![JobState.Succeeded], parent.Children[JobState.Running], parent.Children[JobState.Queued], parent.Children[JobState.Submitted]));
        Assert.Equal(("x", null), (parent.Labels["team"], parent.EndedAt));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), parent.SubmittedAt);
    }

    [Theory]
    [InlineData("P10675199DT2H48M5.4775807S", null)]
    [InlineData("PT1M30S", 90)]
    [InlineData("P1D", 86400)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void The_largest_duration_there_is_means_no_limit(string? text, int? seconds) =>
        Assert.Equal(seconds, (int?)WireDuration.Read(text)?.TotalSeconds);

    private static SeenTask Seen(string json) =>
        new(JsonSerializer.Deserialize(json, AzureWireJson.Instance.AzureTask)!, "queue-g1", null);
}
