using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Jobs;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Tests.Jobs;

public sealed class ReadingTests
{
    private static readonly JobReference Array = LittleService.Reference;

    [Fact]
    public async Task Just_after_a_submit_children_wait_although_there_are_no_tasks()
    {
        var service = new LittleService { Fault = call => call.StartsWith("ListTasks", StringComparison.Ordinal) ? LittleService.Error(BatchErrorCode.NotFound) : null };
        service.Add("uid", tasks: 5, state: "QUEUED");

        var children = await service.Connect().GetJobsAsync([Array.Child(0), Array.Child(4), Array.Child(3), Array.Child(5)], default);

        Assert.Equal([JobState.Queued, JobState.Queued, JobState.Queued], children.Take(3).Select(child => child!.State));
        Assert.Null(children[3]);
    }

    [Fact]
    public async Task Children_come_a_thousand_in_a_call()
    {
        var service = new LittleService();
        service.Add("uid", tasks: 2500);
        service.PutTasks("j1", [.. Enumerable.Range(0, 2500).Select(index => (index, "RUNNING"))]);
        var provider = service.Connect();
        await provider.GetJobsAsync([Array], default);
        service.Calls.Clear();

        var children = await provider.GetJobsAsync([.. Enumerable.Range(0, 2500).Select(Array.Child)], default);
        var first = service.Calls.Count;
        service.Calls.Clear();
        await provider.GetJobsAsync([.. Enumerable.Range(2000, 500).Select(Array.Child)], default);

        Assert.Equal(Enumerable.Range(0, 2500), children.Select(child => child!.Index!.Value));
        Assert.Equal((3, 1), (first, service.Calls.Count));
    }

    [Fact]
    public async Task A_page_that_was_read_before_somebody_asked_is_read_again()
    {
        var service = new LittleService();
        service.Add("uid", tasks: 5);
        service.PutTasks("j1", [.. Enumerable.Range(0, 5).Select(index => (index, "PENDING"))]);
        var pages = new TaskPages(service, service.Clock);
        await pages.ReadAsync(LittleService.NameOf("j1"), [0, 1, 2], default);
        service.PutTasks("j1", (1, "SUCCEEDED"));
        service.Clock.Advance(TimeSpan.FromSeconds(1));

        var now = await pages.ReadAsync(LittleService.NameOf("j1"), [0, 1, 2], default);

        Assert.Equal("SUCCEEDED", now[1].Task.Status!.State);
    }

    [Fact]
    public async Task The_end_of_a_single_job_is_asked_of_its_task_only_where_the_job_does_not_tell()
    {
        var service = new LittleService();
        service.Add("uid", state: "FAILED");
        service.Add("uid", id: "j2");
        service.Change("j2", job => job with
        {
            Status = new JobStatus { State = "FAILED", StatusEvents = [new StatusEvent { Description = "Job state is set from RUNNING to FAILED for job j2.… with exit code 3.", EventTime = service.Clock.GetUtcNow() }] },
        });

        var jobs = await service.Connect().GetJobsAsync([Array, new JobReference("google", "j2")], default);

        Assert.Equal((null, 3), (jobs[0]!.ExitCode, jobs[1]!.ExitCode));
        Assert.Single(service.Calls, call => call.StartsWith("GetTask", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("No_such.id")]
    [InlineData("9begins-with-a-digit")]
    [InlineData("jnone")]
    public async Task What_is_not_there_is_null(string id) => Assert.Null((await new LittleService().Connect().GetJobsAsync([new JobReference("google", id)], default))[0]);

    [Fact]
    public async Task Filters_say_what_the_service_can_sort_out_itself()
    {
        var service = new LittleService();
        var query = new JobQuery
        {
            Queue = "main", Name = "Job One", Labels = new Dictionary<string, string> { ["team"] = "x" }, SubmittedAfter = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };

        await service.Connect().ListJobsAsync(query, null, default);

        Assert.Equal(
            ["ListJobs labels.multibatch-queue=\"main\" AND labels.multibatch-name=\"job-one\" AND labels.team=\"x\" AND createTime>=\"2026-01-02T03:04:05.0000000Z\""], service.Calls);
    }
}
