using System.Text.Json.Nodes;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Tests.Support;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Tests.Jobs;

public class SubmissionTests
{
    [Fact]
    public async Task A_hundred_tasks_go_into_one_request_whatever_job_they_are_of()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submissions = new List<ProviderSubmission>();
        for (var number = 0; number < 100; number++)
        {
            submissions.Add(await LittleBatch.PlanAsync(provider, LittleBatch.Spec()));
        }

        var results = await provider.SubmitAsync(submissions, CancellationToken.None);

        Assert.All(results, result => Assert.Equal(JobState.Submitted, result.Job!.State));
        Assert.Equal([100], service.Adds);
        Assert.Equal(submissions.Select(submission => submission.Key.Id.ToString()).Order(), service.TaskIds.Order());
        Assert.Equal("main-g1", results[0].Job!.Reference.Queue);

        // The queue and its pool are read once for all of it.
        Assert.Equal(1, service.Requests.Count(request => request == "GET /pools/pool"));
    }

    [Fact]
    public async Task An_array_goes_in_requests_of_a_hundred()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();

        var result = Assert.Single(await provider.SubmitAsync([await LittleBatch.PlanAsync(provider, LittleBatch.Spec(250))], CancellationToken.None));

        Assert.Equal(250, result.Job!.ArraySize);
        Assert.Equal([100, 100, 50], service.Adds);
        Assert.Equal(250, service.TaskIds.Distinct().Count());
    }

    [Theory]
    [InlineData("RequestBodyTooLarge", 413)]
    [InlineData("RequestEntityTooLarge", 413)]
    [InlineData("RequestBodyTooLarge", 400)]
    public async Task A_request_that_is_too_large_is_halved_until_it_fits(string code, int status)
    {
        using var service = new LittleBatch { BeforeAdd = ids => ids.Count > 30 ? LittleBatch.Error(status, code) : null };
        await using var provider = service.Connect();

        var result = Assert.Single(await provider.SubmitAsync([await LittleBatch.PlanAsync(provider, LittleBatch.Spec(100))], CancellationToken.None));

        Assert.NotNull(result.Job);
        Assert.Equal(100, service.TaskIds.Distinct().Count());
        Assert.Equal([100, 50, 25, 25, 50, 25, 25], service.Adds);
    }

    [Fact]
    public async Task Large_tasks_make_small_requests_from_the_start()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var spec = LittleBatch.Spec(100) with { Env = new Dictionary<string, string> { ["BIG"] = new('x', 50_000) } };

        Assert.NotNull(Assert.Single(await provider.SubmitAsync([await LittleBatch.PlanAsync(provider, spec)], CancellationToken.None)).Job);
        Assert.All(service.Adds, count => Assert.True(count <= 18, $"{count} tasks"));
        Assert.Equal(100, service.TaskIds.Count);
    }

    [Fact]
    public async Task Each_task_has_its_own_result_and_none_is_lost()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submissions = new List<ProviderSubmission>();
        for (var number = 0; number < 4; number++)
        {
            submissions.Add(await LittleBatch.PlanAsync(provider, LittleBatch.Spec()));
        }

        var ids = submissions.ConvertAll(submission => submission.Key.Id.ToString());
        service.Item = id => id == ids[1] ? LittleBatch.Failure(id, "ServerError", "InternalError")
            : id == ids[2] ? LittleBatch.Failure(id, "ClientError", "InvalidPropertyValue")
            : null;

        var results = await provider.SubmitAsync(submissions, CancellationToken.None);

        Assert.NotNull(results[0].Job);
        Assert.Equal((BatchErrorCode.Unavailable, true, BatchEffect.Unknown), (results[1].Error!.Code, results[1].Error!.IsTransient, results[1].Error!.Effect));
        Assert.Equal((BatchErrorCode.InvalidSpec, false, BatchEffect.None), (results[2].Error!.Code, results[2].Error!.IsTransient, results[2].Error!.Effect));
        Assert.NotNull(results[3].Job);
    }

    [Fact]
    public async Task A_reply_that_leaves_a_task_out_leaves_its_fate_open()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submission = await LittleBatch.PlanAsync(provider, LittleBatch.Spec());
        service.Item = _ => new JsonObject { ["status"] = "Success", ["taskId"] = "another" };

        Assert.Equal(BatchEffect.Unknown, Assert.Single(await provider.SubmitAsync([submission], CancellationToken.None)).Error!.Effect);
    }

    [Fact]
    public async Task An_array_of_which_some_children_failed_is_found_in_part_and_completed()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submission = await LittleBatch.PlanAsync(provider, LittleBatch.Spec(250));
        service.Item = id => id.EndsWith('7') ? LittleBatch.Failure(id, "ServerError", "InternalError") : null;

        var error = Assert.Single(await provider.SubmitAsync([submission], CancellationToken.None)).Error!;
        Assert.Equal(BatchEffect.Unknown, error.Effect);

        service.Item = null;
        var partial = await provider.FindSubmissionAsync(submission.Key, CancellationToken.None);
        Assert.Equal((SubmissionStatus.Partial, 250), (partial.Status, partial.Job!.ArraySize!.Value));
        service.Adds.Clear();
        Assert.NotNull(Assert.Single(await provider.SubmitAsync([submission with { Resume = partial }], CancellationToken.None)).Job);

        Assert.Equal(250, service.TaskIds.Distinct().Count());
        Assert.Equal(250, service.TaskIds.Count);
        Assert.Equal(SubmissionStatus.Found, (await provider.FindSubmissionAsync(submission.Key, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task What_is_there_already_is_said_and_found()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submission = await LittleBatch.PlanAsync(provider, LittleBatch.Spec());

        Assert.Equal(SubmissionStatus.Absent, (await provider.FindSubmissionAsync(submission.Key, CancellationToken.None)).Status);
        await provider.SubmitAsync([submission], CancellationToken.None);
        var again = Assert.Single(await provider.SubmitAsync([submission], CancellationToken.None));

        Assert.Equal(BatchErrorCode.AlreadyExists, again.Error!.Code);
        Assert.Equal(submission.Key.Id.ToString(), (await provider.FindSubmissionAsync(submission.Key, CancellationToken.None)).Job!.Reference.Id);
        Assert.Single(service.TaskIds);
    }

    [Theory]
    [InlineData(429, "TooManyRequests", BatchEffect.None)]
    [InlineData(500, "InternalError", BatchEffect.Unknown)]
    public async Task A_service_that_has_enough_is_left_alone(int status, string code, BatchEffect effect)
    {
        using var service = new LittleBatch { BeforeAdd = _ => LittleBatch.Error(status, code) };
        await using var provider = service.Connect();
        var submissions = new[] { await LittleBatch.PlanAsync(provider, LittleBatch.Spec(150)), await LittleBatch.PlanAsync(provider, LittleBatch.Spec()) };

        var results = await provider.SubmitAsync(submissions, CancellationToken.None);

        Assert.Single(service.Adds);
        Assert.All(results, result => Assert.True(result.Error!.IsTransient));
        Assert.Equal((effect, BatchEffect.None), (results[0].Error!.Effect, results[1].Error!.Effect));
    }

    [Fact]
    public async Task When_an_azure_job_no_longer_takes_tasks_the_next_send_begins_another()
    {
        using var service = new LittleBatch();
        await using var provider = service.Connect();
        var submission = await LittleBatch.PlanAsync(provider, LittleBatch.Spec());
        service.IsCompleted = true;

        var first = Assert.Single(await provider.SubmitAsync([submission], CancellationToken.None));
        Assert.Equal((BatchErrorCode.Conflict, true, BatchEffect.None), (first.Error!.Code, first.Error.IsTransient, first.Error.Effect));

        var second = Assert.Single(await provider.SubmitAsync([submission], CancellationToken.None));
        Assert.Equal("main-g2", second.Job!.Reference.Queue);
        Assert.Contains("POST /jobs", service.Requests);
    }
}
