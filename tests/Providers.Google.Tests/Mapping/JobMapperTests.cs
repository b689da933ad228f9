using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Tests.Mapping;

public sealed class JobMapperTests
{
    private const string Name = "projects/p/locations/us-central1/jobs/j1";

    [Theory]
    [InlineData("QUEUED", JobState.Queued)]
    [InlineData("SCHEDULED", JobState.Starting)]
    [InlineData("RUNNING", JobState.Running)]
    [InlineData("SUCCEEDED", JobState.Succeeded)]
    [InlineData("FAILED", JobState.Failed)]
    [InlineData("CANCELLED", JobState.Cancelled)]
    [InlineData("STATE_UNSPECIFIED", JobState.Unknown)]
    [InlineData("PARKED", JobState.Unknown)]
    public void Each_state_of_a_job(string native, JobState state)
    {
        var job = Map(Job(native));

        Assert.Equal((state, native), (job.State, job.NativeState));
    }

    [Theory]
    [InlineData("PENDING", JobState.Queued)]
    [InlineData("ASSIGNED", JobState.Starting)]
    [InlineData("RUNNING", JobState.Running)]
    [InlineData("FAILED", JobState.Failed)]
    [InlineData("SUCCEEDED", JobState.Succeeded)]
    [InlineData("UNEXECUTED", JobState.Cancelled)]
    [InlineData("PARKED", JobState.Unknown)]
    public void Each_state_of_a_task(string native, JobState state)
    {
        var job = Job("RUNNING", 3);

        var child = TaskMapper.Map(1, Task(native), Facts(job), job, null);

        Assert.Equal((state, native, 1), (child.State, child.NativeState, child.Index));
    }

    [Theory]
    [InlineData(JobState.Queued)]
    [InlineData(JobState.Starting, "QUEUED to SCHEDULED")]
    [InlineData(JobState.Running, "QUEUED to SCHEDULED", "SCHEDULED to RUNNING")]
    [InlineData(JobState.Running, "SCHEDULED to RUNNING", "RUNNING to CANCELLATION_IN_PROGRESS")]
    public void A_job_that_is_called_off_does_not_go_back(JobState state, params string[] changes)
    {
        var job = Job("CANCELLATION_IN_PROGRESS", events: [.. changes.Select((change, place) => Event($"Job state is set from {change} for job {Name}.", place))]);

        Assert.Equal(state, Map(job).State);
    }

    [Fact]
    public void A_job_that_has_ended_and_is_being_deleted_has_ended() => Assert.Equal(
        JobState.Succeeded, Map(Job("DELETION_IN_PROGRESS", events: [Event($"Job state is set from RUNNING to SUCCEEDED for job {Name}.", 1)])).State);

    [Fact]
    public void The_latest_event_wins_wherever_it_stands_and_old_codes_do_not_count()
    {
        var task = Task(
            "SUCCEEDED",
            Event("Task state is updated from RUNNING to SUCCEEDED on zones/us-central1-b/instances/22.", 9),
            Event("Task state is updated from RUNNING to FAILED on zones/us-central1-a/instances/11 due to Spot VM preemption with exit code 50001.", 3, 50001),
            Event("Task state is updated from ASSIGNED to RUNNING on zones/us-central1-b/instances/22.", 7));
        var job = Job("RUNNING", 3, maxRetries: 2);

        var child = TaskMapper.Map(0, task, Facts(job), job, null);

        Assert.Equal((JobState.Succeeded, 0, (JobCause?)null, At(9), At(7)), (child.State, child.ExitCode, child.Cause, child.EndedAt, child.StartedAt));
        Assert.Equal(("us-central1-b", "22"), (child.Attempts[0].Zone, child.Attempts[0].Machine));
        Assert.False(child.AttemptsComplete);
    }

    [Fact]
    public void Of_two_failures_the_later_one_counts()
    {
        var task = Task(
            "FAILED",
            Event("Task state is updated from RUNNING to FAILED on zones/z/instances/2 with exit code 7.", 8, 7),
            Event("Task state is updated from RUNNING to FAILED on zones/z/instances/1 due to Spot VM preemption with exit code 50001.", 3, 50001));
        var job = Job("FAILED", 3, maxRetries: 2);

        var child = TaskMapper.Map(0, task, Facts(job), job, null);

        Assert.Equal((JobState.Failed, 7, JobCause.ExitCode), (child.State, child.ExitCode, child.Cause));
    }

    [Fact]
    public void A_single_job_takes_its_end_from_the_text_where_the_task_was_not_asked_for()
    {
        var job = Map(Job("FAILED", events:
        [
            Event($"Job state is set from SCHEDULED to RUNNING for job {Name}.", 2),
            Event($"Job state is set from RUNNING to FAILED for job {Name}.Job failed due to task failure. Specifically, task with index 0 failed due to the following task event: \"Task state is updated from RUNNING to FAILED on zones/us-central1-f/instances/123 with exit code 137.\"", 5),
        ]));

        Assert.Equal((JobState.Failed, 137, JobCause.Signal, At(5)), (job.State, job.ExitCode, job.Cause, job.EndedAt));
        Assert.Equal(("us-central1-f", "123", 9), (job.Attempts[0].Zone, job.Attempts[0].Machine, job.Attempts[0].Signal));
    }

    [Fact]
    public void A_job_that_fails_before_it_had_a_task_says_why_and_so_do_its_children()
    {
        const string Why = "Job gets non-retryable information Batch Error: code - CODE_MACHINE_TYPE_NOT_FOUND, description - none.";
        var native = Job("FAILED", 3, events: [Event($"Job state is set from QUEUED to FAILED for job {Name}.{Why}", 4)]);

        var (array, child, single) = (Map(native), TaskMapper.Map(2, null, Facts(native), native, null), Map(Job("FAILED", events: native.Status!.StatusEvents)));

        Assert.Equal((JobState.Failed, 3), (array.State, array.Children![JobState.Failed]));
        Assert.All([array, child, single], job => Assert.Contains("CODE_MACHINE_TYPE_NOT_FOUND", job.Reason, StringComparison.Ordinal));
        Assert.Equal((JobState.Failed, 0, 0), (child.State, child.Attempt, single.Attempt));
        Assert.Empty(single.Attempts);
    }

    public static TheoryData<string, string, string> Counts => new()
    {
        { "QUEUED", "{}", "4 queued" },
        { "SCHEDULED", "{}", "4 starting" },
        { "RUNNING", """{"PENDING":"1","ASSIGNED":"1","RUNNING":"1","SUCCEEDED":"1"}""", "1 queued, 1 starting, 1 running, 1 succeeded" },
        { "RUNNING", """{"SUCCEEDED":"4"}""", "4 succeeded" },
        { "SUCCEEDED", """{"SUCCEEDED":"4"}""", "4 succeeded" },
        { "SUCCEEDED", """{"SUCCEEDED":"3","RUNNING":"1"}""", "4 succeeded" },
        { "FAILED", """{"SUCCEEDED":"2","FAILED":"1","UNEXECUTED":"1"}""", "2 succeeded, 1 failed, 1 cancelled" },
        { "FAILED", """{"SUCCEEDED":"2","FAILED":"1","PENDING":"1"}""", "2 succeeded, 1 failed, 1 cancelled" },
        { "CANCELLED", """{"SUCCEEDED":"1","UNEXECUTED":"3"}""", "1 succeeded, 3 cancelled" },
        { "CANCELLED", "{}", "4 cancelled" },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Children_are_counted_and_never_more_than_there_are(string state, string counts, string expected)
    {
        var job = Map(Job(state, 4, counts: counts));

        Assert.Equal((expected, 4), (job.Children!.ToString(), job.Children.Total));
        Assert.Equal(NativeStates.IsEnd(state), job.State.IsTerminal());
    }

    [Fact]
    public void Names_with_the_number_of_the_project_lead_to_the_same_job()
    {
        var facts = Facts(Job("QUEUED") with { Name = "projects/123456789012/locations/us-central1/jobs/j1" });

        Assert.Equal("google:/us-central1//j1", facts.Reference.ToString());
    }

    [Fact]
    public void A_job_of_somebody_else_s_is_shown_as_what_it_is()
    {
        var facts = Facts(Job("QUEUED", 2, labels: new Dictionary<string, string> { ["team"] = "x" }, isOurs: false));

        Assert.Equal(("j1", null, null, true, 2), (facts.Name, facts.Queue, facts.SubmissionId, facts.IsArray, facts.Tasks));
        Assert.Equal("x", facts.Labels["team"]);
    }

    private static JobFacts Facts(JobResource job) => JobFacts.Of(job, "us-central1");

    private static Job Map(JobResource job) => Facts(job) is { IsArray: true } facts ? JobMapper.MapParent(job, facts, 0, null) : JobMapper.Map(job, Facts(job), null, null);

    private static DateTimeOffset At(int second) => new(2026, 1, 1, 0, 0, second, TimeSpan.Zero);

    private static StatusEvent Event(string text, int second, int? code = null) => new()
    {
        Type = "STATUS_CHANGED", Description = text, EventTime = At(second), TaskExecution = code is { } number ? new TaskExecution { ExitCode = number } : null,
    };

    private static TaskResource Task(string state, params StatusEvent[] events) =>
        new() { Name = "projects/1/locations/us-central1/jobs/j1/taskGroups/group0/tasks/1", Status = new TaskResourceStatus { State = state, StatusEvents = events } };

    private static JobResource Job(
        string state, int? tasks = null, string? counts = null, IReadOnlyList<StatusEvent>? events = null, int? maxRetries = null,
        IReadOnlyDictionary<string, string>? labels = null, bool isOurs = true) => new()
    {
        Name = Name,
        Uid = "j1-uid",
        Labels = labels ?? (isOurs && tasks is not null ? new Dictionary<string, string> { ["multibatch-array"] = "x" } : null),
        TaskGroups = [new TaskGroup { TaskCount = tasks ?? 1, TaskSpec = new TaskSpec { MaxRetryCount = maxRetries } }],
        Status = new JobStatus
        {
            State = state,
            StatusEvents = events,
            TaskGroups = counts is null ? null : JsonSerializer.Deserialize("{\"taskGroups\":{\"group0\":{\"counts\":" + counts + "}}}", GoogleWireJson.Instance.JobStatus)!.TaskGroups,
        },
    };
}
