using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class JobMapperTests
{
    private const string Queue = "arn:aws:batch:eu-west-1:123456789012:job-queue/main";

    [Theory]
    [InlineData("SUBMITTED", JobState.Submitted)]
    [InlineData("PENDING", JobState.Blocked)]
    [InlineData("RUNNABLE", JobState.Queued)]
    [InlineData("STARTING", JobState.Starting)]
    [InlineData("RUNNING", JobState.Running)]
    [InlineData("SUCCEEDED", JobState.Succeeded)]
    [InlineData("FAILED", JobState.Failed)]
    [InlineData("SCHEDULED", JobState.Unknown)]
    [InlineData(null, JobState.Unknown)]
    public void Each_state_has_its_word(string? status, JobState expected)
    {
        var job = Map($$"""{"status":{{(status is null ? "null" : $"\"{status}\"")}}}""");

        Assert.Equal((expected, status), (job.State, job.NativeState));
    }

    [Fact]
    public void A_job_that_succeeded_tells_its_whole_life()
    {
        var job = Map("""
            {"jobName":"render-01m7yzx2f8z84abxtpbdaqfw32","status":"SUCCEEDED","createdAt":1000,"startedAt":3000,"stoppedAt":4000,
             "jobDefinition":"arn:aws:batch:eu-west-1:123456789012:job-definition/multibatch-0123456789abcdef0123456789abcdef01234567:1",
             "tags":{"team":"render","multibatch:submission":"01m7yzx2f8z84abxtpbdaqfw32","multibatch:definition":"frames:3","multibatch:restart-of":"aws:/eu-west-1/main/old"},
             "attempts":[{"startedAt":3000,"stoppedAt":4000,"container":{"exitCode":0,"logStreamName":"multibatch-x/default/1"}}]}
            """);

        Assert.Equal(("render", "main", JobState.Succeeded, 0), (job.Name, job.Queue, job.State, job.ExitCode));
        Assert.Equal(("01m7yzx2f8z84abxtpbdaqfw32", "frames:3", "aws:/eu-west-1/main/old"), (job.SubmissionId, job.Definition, job.RestartOf?.ToString()));
        Assert.Equal(["team"], job.Labels.Keys);
        Assert.Equal("aws:/eu-west-1/main/id-1", job.Reference.ToString());
        Assert.Equal((1, 1, true), (job.Run, job.Attempt, job.AttemptsComplete));
        Assert.Equal((1000, 3000, 4000), (Milliseconds(job.SubmittedAt), Milliseconds(job.StartedAt), Milliseconds(job.EndedAt)));
        Assert.Equal(("multibatch-x/default/1", null), (job.Attempts[0].LogStream, job.Attempts[0].MachineType));
        Assert.Null(job.Cause);
        Assert.Null(job.Reason);
        Assert.NotNull(job.Native);
    }

    [Fact]
    public void Attempts_are_told_one_by_one()
    {
        var job = Map("""
            {"status":"FAILED","statusReason":"Essential container in task exited","stoppedAt":9,"attempts":[
             {"startedAt":1,"stoppedAt":2,"statusReason":"Host EC2 (instance i-1) terminated.","container":{"containerInstanceArn":"arn:aws:ecs:eu-west-1:1:container-instance/c/i1"}},
             {"startedAt":3,"stoppedAt":4,"statusReason":"Essential container in task exited","container":{"exitCode":137,"reason":"OutOfMemoryError: Container killed due to memory usage"}},
             {"startedAt":5,"stoppedAt":9,"statusReason":"Essential container in task exited","container":{"exitCode":3}}]}
            """);

        Assert.Equal([JobCause.HostLost, JobCause.OutOfMemory, JobCause.ExitCode], job.Attempts.Select(attempt => attempt.Cause!.Value));
        Assert.Equal([null, 137, 3], job.Attempts.Select(attempt => attempt.ExitCode));
        Assert.Equal("i1", job.Attempts[0].Machine);
        Assert.Equal((3, 3, JobCause.ExitCode, "the task ended with exit code 3"), (job.Attempt, job.ExitCode, job.Cause, job.Reason));
        Assert.Equal(1, Milliseconds(job.StartedAt));
    }

    [Theory]
    [InlineData("RUNNABLE", 0, 0)]
    [InlineData("STARTING", 0, 1)]
    [InlineData("RUNNING", 0, 1)]
    [InlineData("RUNNABLE", 1, 2)]
    [InlineData("RUNNING", 2, 3)]
    [InlineData("SUCCEEDED", 2, 2)]
    [InlineData("FAILED", 0, 0)]
    public void The_current_attempt_only_rises(string status, int ended, int expected)
    {
        var attempts = string.Join(",", Enumerable.Range(1, ended).Select(number => $$"""{"startedAt":{{number}},"stoppedAt":{{number}},"container":{"exitCode":1} }"""));

        Assert.Equal(expected, Map($$"""{"status":"{{status}}","attempts":[{{attempts}}]}""").Attempt);
    }

    [Fact]
    public void An_attempt_that_runs_may_be_listed_and_is_not_counted_twice()
    {
        var job = Map("""{"status":"RUNNING","startedAt":7,"attempts":[{"startedAt":7,"container":{"logStreamName":"s"}}],"container":{"logStreamName":"s"}}""");

        Assert.Equal((1, JobState.Running, "s"), (job.Attempt, Assert.Single(job.Attempts).State, job.Attempts[0].LogStream));
    }

    [Theory]
    [InlineData("\"isTerminated\":true,\"statusReason\":\"enough\"", JobCause.Stopped)]
    [InlineData("\"isCancelled\":true,\"statusReason\":\"enough\"", JobCause.Stopped)]
    [InlineData("\"statusReason\":\"Dependent Job failed\"", JobCause.DependencyFailed)]
    public void What_was_called_off_is_cancelled(string members, JobCause cause)
    {
        var job = Map($$"""{"status":"FAILED",{{members}}}""");

        Assert.Equal((JobState.Cancelled, cause), (job.State, job.Cause));
        Assert.False(string.IsNullOrEmpty(job.Reason));
    }

    [Fact]
    public void The_prelude_that_cannot_start_the_task_says_so()
    {
        var command = JsonSerializer.Serialize(new Prelude().ForCommand(["nope"]));
        var job = Map($$"""{"status":"FAILED","container":{"command":{{command}},"exitCode":243 },"attempts":[{"stoppedAt":1,"container":{"exitCode":243} }] }""");

        Assert.Equal((JobCause.StartError, null), (job.Cause, job.ExitCode));
        Assert.Contains("could not be started", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_of_another_tool_is_shown_as_it_is()
    {
        var job = Map("""{"jobName":"etl","status":"RUNNING","jobDefinition":"arn:aws:batch:eu-west-1:123456789012:job-definition/etl:7"}""");

        Assert.Equal(("etl", "etl:7", null), (job.Name, job.Definition, job.SubmissionId));
        Assert.Empty(job.Labels);
    }

    [Fact]
    public void A_segment_shows_the_portable_queue()
    {
        var job = Map("""{"status":"RUNNING","jobQueue":"arn:aws:batch:eu-west-1:123456789012:job-queue/main--od","tags":{"multibatch:segment-of":"01m7yzx2f8z84abxtpbdaqfw32"}}""");

        Assert.Equal(("main", "main"), (job.Queue, job.Reference.Queue));
    }

    [Theory]
    [InlineData("PENDING", "{\"RUNNABLE\":2,\"RUNNING\":1}", JobState.Running, 3)]
    [InlineData("PENDING", "{\"RUNNABLE\":3}", JobState.Queued, 3)]
    [InlineData("PENDING", "{\"PENDING\":3}", JobState.Blocked, 3)]
    [InlineData("PENDING", "{}", JobState.Blocked, 3)]
    [InlineData("SUBMITTED", "{}", JobState.Submitted, 3)]
    // All have ended, and the parent has not been told yet.
    [InlineData("PENDING", "{\"SUCCEEDED\":3}", JobState.Running, 3)]
    [InlineData("SUCCEEDED", "{\"SUCCEEDED\":2,\"RUNNING\":1}", JobState.Succeeded, 3)]
    [InlineData("FAILED", "{\"SUCCEEDED\":2,\"FAILED\":1}", JobState.Failed, 3)]
    public void A_parent_is_what_its_children_make_it(string status, string summary, JobState expected, int total)
    {
        var detail = Detail($$"""{"status":"{{status}}","arrayProperties":{"size":3,"statusSummary":{{summary}} } }""");
        var counts = new JobStateCounts(ArrayCounts.Of(detail, cancelled: 0));
        var parent = JobMapper.MapParent(detail, JobMapper.ReferenceOf(detail, null), null, counts, NativeStatus.IsEnd(status), null);

        Assert.Equal((expected, total, 3), (parent.State, parent.Children!.Total, parent.ArraySize));
    }

    [Fact]
    public void Failed_children_that_were_stopped_make_a_cancelled_parent()
    {
        var detail = Detail("""{"status":"FAILED","arrayProperties":{"size":3,"statusSummary":{"SUCCEEDED":1,"FAILED":2} }}""");

        Assert.Equal(JobState.Cancelled, JobStates.OfArray(new JobStateCounts(ArrayCounts.Of(detail, cancelled: 2))));
        Assert.Equal(JobState.Failed, JobStates.OfArray(new JobStateCounts(ArrayCounts.Of(detail, cancelled: 1))));
    }

    private static Job Map(string json)
    {
        var detail = Detail(json);
        using var document = JsonDocument.Parse(json);
        return JobMapper.Map(detail, JobMapper.ReferenceOf(detail, "eu-west-1"), document.RootElement.Clone());
    }

    private static JobDetail Detail(string json)
    {
        var detail = JsonSerializer.Deserialize(json, BatchWireJson.Instance.JobDetail)!;
        return detail with { JobId = detail.JobId ?? "id-1", JobQueue = detail.JobQueue ?? Queue };
    }

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
