using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Jobs;

public class ReadingTests
{
    private readonly LittleService _service = new();

    [Fact]
    public async Task Ten_thousand_jobs_are_refreshed_in_a_hundred_calls()
    {
        var ids = Enumerable.Range(0, 10_000).Select(number => _service.Add(new SubmitJobRequest { JobName = $"job{number}", JobQueue = "main", JobDefinition = "d" })).ToList();
        await using var provider = _service.Connect();

        foreach (var chunk in ids.Select(id => new JobReference("aws", id)).Chunk(100))
        {
            Assert.DoesNotContain(null, await provider.GetJobsAsync(chunk, CancellationToken.None));
        }

        Assert.Equal(100, _service.Batch.Requests.Count);
    }

    [Fact]
    public async Task Ten_thousand_children_are_described_a_hundred_a_call()
    {
        var id = _service.Add(new SubmitJobRequest { JobName = "a", JobQueue = "main", JobDefinition = "d", ArrayProperties = new ArrayProperties { Size = 10_000 } });
        await using var provider = _service.Connect();
        var indexes = new List<int?>();
        string? token = null;
        do
        {
            var page = await provider.ListJobsAsync(new JobQuery { ChildrenOf = new JobReference("aws", id) }, token, CancellationToken.None);
            indexes.AddRange(page.Items.Select(child => child.Index));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 10_000), indexes.Select(index => index ?? -1));
        Assert.Equal(101, _service.Batch.Requests.Count);
    }

    [Theory]
    [InlineData("JOB_NAME", "a*", "a", null, null)]
    [InlineData("JOB_NAME", "a*", "a*", 5L, 9L)]
    [InlineData("AFTER_CREATED_AT", "4", null, 5L, 9L)]
    [InlineData("BEFORE_CREATED_AT", "10", null, null, 9L)]
    [InlineData("AFTER_CREATED_AT", "0", null, null, null)]
    public void The_filter_that_leaves_the_least_is_taken(string name, string value, string? jobName, long? after, long? before)
    {
        var filter = JobLister.FilterOf(new JobQuery { Name = jobName, SubmittedAfter = Time(after), SubmittedBefore = Time(before) });

        Assert.Equal((name, value), (filter.Name, filter.Values![0]));

        static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } number ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
    }

    [Fact]
    public async Task Fifty_jobs_are_stopped_in_one_call()
    {
        var references = Enumerable.Range(0, 50).Select(number => Reference($"job{number}")).ToList();
        _service.Batch.On<TerminateJobsRequest>(request => new BulkJobsResponse { Errors = [new BulkJobError { Job = request.Jobs[3], Code = "ServerException", Message = "broken" }] });
        await using var provider = _service.Connect();

        var errors = await provider.StopJobsAsync(references, "enough", CancellationToken.None);

        Assert.Equal(1, _service.Batch.Count<TerminateJobsRequest>());
        Assert.Equal((BatchErrorCode.Unavailable, true), (errors[3]!.Code, errors[3]!.IsTransient));
        Assert.Equal(49, errors.Count(error => error is null));
    }

    [Fact]
    public async Task Where_there_is_no_bulk_stop_single_ones_do_and_it_is_not_asked_again()
    {
        var references = Enumerable.Range(0, 3).Select(number => Reference($"job{number}")).ToList();
        _service.Batch.On<TerminateJobsRequest>(_ => throw new BatchException(BatchErrorCode.Unsupported, "no such operation") { NativeCode = "UnknownOperationException" });
        _service.Batch.On<TerminateJobRequest>(_ => new EmptyReply());
        await using var provider = _service.Connect();

        Assert.All(await provider.StopJobsAsync(references, "enough", CancellationToken.None), Assert.Null);
        Assert.All(await provider.StopJobsAsync(references, "enough", CancellationToken.None), Assert.Null);

        Assert.Equal((1, 6), (_service.Batch.Count<TerminateJobsRequest>(), _service.Batch.Count<TerminateJobRequest>()));
    }

    [Fact]
    public async Task What_has_ended_or_never_was_is_not_touched()
    {
        var ended = Reference("ended");
        _service.Change(ended.Id, job => job with { Status = "SUCCEEDED" });
        await using var provider = _service.Connect();

        var errors = await provider.StopJobsAsync([ended, new JobReference("aws", "never")], "enough", CancellationToken.None);

        Assert.Equal([null, BatchErrorCode.NotFound], errors.Select(error => error?.Code));
        Assert.Single(_service.Batch.Requests);
    }

    [Fact]
    public async Task How_many_of_an_arrays_children_were_stopped_is_counted_once()
    {
        var id = _service.Add(new SubmitJobRequest { JobName = "a", JobQueue = "main", JobDefinition = "d", ArrayProperties = new ArrayProperties { Size = 3 } });
        _service.Change(id, job => job with { Status = "FAILED", ArrayProperties = job.ArrayProperties! with { StatusSummary = new Dictionary<string, int> { ["SUCCEEDED"] = 1, ["FAILED"] = 2 } } });
        _service.Batch.On<ListJobsRequest>(_ => new ListJobsResponse { JobSummaryList = [new JobSummary { JobId = id + ":0", IsTerminated = true }, new JobSummary { JobId = id + ":2", IsTerminated = true }] });
        await using var provider = _service.Connect();

        var first = (await provider.GetJobsAsync([new JobReference("aws", id)], CancellationToken.None))[0]!;
        await provider.GetJobsAsync([new JobReference("aws", id)], CancellationToken.None);

        Assert.Equal((JobState.Cancelled, 2, 1), (first.State, first.Children![JobState.Cancelled], _service.Batch.Count<ListJobsRequest>()));
    }

    [Fact]
    public async Task What_a_job_was_submitted_as_is_told()
    {
        await using var provider = _service.Connect();
        var spec = Plans.Job with { Script = "echo hello", Command = null, Array = new ArraySpec { Size = 3 } };
        var id = _service.Add(Plans.Of(spec).Request());
        var foreign = _service.Add(new SubmitJobRequest { JobName = "etl", JobQueue = "main", JobDefinition = "d", ContainerOverrides = new ContainerOverrides { Command = ["go"] } });

        Assert.Equal(Serialization.BatchJson.Write(spec), Serialization.BatchJson.Write((await provider.FindJobSpecAsync(new JobReference("aws", id), CancellationToken.None))!));
        Assert.Equal(["go"], (await provider.FindJobSpecAsync(new JobReference("aws", foreign), CancellationToken.None))!.Command!);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => provider.FindJobSpecAsync(new JobReference("aws", "never"), CancellationToken.None))).Code);
    }

    private JobReference Reference(string name) => new("aws", _service.Add(new SubmitJobRequest { JobName = name, JobQueue = "main", JobDefinition = "d" }));
}
