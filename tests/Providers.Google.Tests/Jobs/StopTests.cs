using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Operations;

namespace MultiBatch.Providers.Google.Tests.Jobs;

public sealed class StopTests
{
    private static readonly JobReference Job = LittleService.Reference;

    [Theory]
    [InlineData("QUEUED", true)]
    [InlineData("RUNNING", true)]
    [InlineData("SUCCEEDED", false)]
    [InlineData("FAILED", false)]
    [InlineData("CANCELLED", false)]
    [InlineData("CANCELLATION_IN_PROGRESS", false)]
    [InlineData("DELETION_IN_PROGRESS", false)]
    public async Task What_is_over_or_called_off_is_left_alone(string state, bool isCancelled)
    {
        var service = new LittleService();
        service.Add("uid", state: state);

        Assert.Null(await StopAsync(service));

        Assert.Equal(isCancelled, service.Calls.Any(call => call.StartsWith("CancelJob", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cancel_that_came_second_is_a_stop_all_the_same()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Fault = call =>
        {
            if (!call.StartsWith("CancelJob", StringComparison.Ordinal))
            {
                return null;
            }

            service.Change("j1", job => job with { Status = new JobStatus { State = NativeStates.Cancelling } });
            return LittleService.Error(BatchErrorCode.Conflict);
        };

        Assert.Null(await StopAsync(service));
    }

    [Fact]
    public async Task A_refusal_that_stands_is_told()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Operations.Enqueue(new LongOperation { Name = "projects/1/locations/us-central1/operations/op", Done = true, Error = new OperationError { Code = 9, Message = "not now" } });

        var error = await StopAsync(service);

        Assert.Equal((BatchErrorCode.Conflict, "FAILED_PRECONDITION"), (error!.Code, error.NativeCode));
    }

    [Fact]
    public async Task One_child_cannot_be_stopped_unless_it_has_ended()
    {
        var service = new LittleService();
        service.Add("uid", tasks: 3);
        service.PutTasks("j1", (0, "SUCCEEDED"), (1, "RUNNING"));

        var errors = await service.Connect().StopJobsAsync([Job.Child(0), Job.Child(1), Job.Child(7), new JobReference("google", "jnone")], "why", default);

        Assert.Equal([null, BatchErrorCode.Unsupported, BatchErrorCode.NotFound, BatchErrorCode.NotFound], errors.Select(error => error?.Code));
        Assert.DoesNotContain(service.Calls, call => call.StartsWith("CancelJob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delete_is_watched_until_it_is_over_and_only_beside_its_job()
    {
        var service = new LittleService();
        service.Add("uid");
        service.Operations.Enqueue(new LongOperation { Name = "https://elsewhere.example/operations/op7", Done = false });
        service.Operations.Enqueue(new LongOperation { Name = "x", Done = true });
        var provider = service.Connect();

        var deleted = provider.DeleteJobAsync(Job, "tidy up");
        while (!deleted.IsCompleted)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await deleted;
        await provider.DeleteJobAsync(Job, "again");
        Assert.Contains("GetOperation projects/acme-proj/locations/us-central1/operations/op7", service.Calls);
        Assert.Empty(service.Jobs);
    }

    private static async Task<BatchException?> StopAsync(LittleService service) => (await service.Connect().StopJobsAsync([Job], "why", default))[0];
}
