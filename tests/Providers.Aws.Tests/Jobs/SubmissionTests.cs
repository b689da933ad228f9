using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Tests.Jobs;

public class SubmissionTests
{
    private static readonly BatchException Lost = new(BatchErrorCode.Unavailable, "reset") { Effect = BatchEffect.Unknown, IsTransient = true };

    private readonly LittleService _service = new();

    [Fact]
    public async Task An_array_of_ten_thousand_is_one_submit()
    {
        await using var provider = _service.Connect();

        var job = (await SubmitAsync(provider, Plans.Job with { Array = new ArraySpec { Size = 10_000 } })).Job!;

        Assert.Equal((10_000, 10_000), (job.ArraySize, job.Children![JobState.Submitted]));
        Assert.Equal(1, _service.Batch.Count<SubmitJobRequest>());
    }

    [Fact]
    public async Task A_definition_is_registered_once_for_all_jobs_of_its_content()
    {
        await using var provider = _service.Connect();

        for (var number = 0; number < 5; number++)
        {
            await SubmitAsync(provider, Plans.Job with { Name = $"job{number}" }, $"id{number}");
        }

        Assert.Equal((5, 1, 1), (_service.Batch.Count<SubmitJobRequest>(), _service.Batch.Count<RegisterJobDefinitionRequest>(), _service.Batch.Count<DescribeJobDefinitionsRequest>()));
    }

    [Fact]
    public async Task A_definition_that_somebody_deregistered_is_registered_again()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Plans.Job, "x");
        var name = plan.Translation().Definition.JobDefinitionName;
        _service.Batch.On<SubmitJobRequest>(_ => throw new BatchException(BatchErrorCode.NotFound, $"SubmitJob: JobDefinition {name} not found or is not ACTIVE."));

        var first = (await provider.SubmitAsync([Submission(plan)], CancellationToken.None))[0].Error!;
        _service.Batch.On<SubmitJobRequest>(request => new SubmitJobResponse { JobId = _service.Add(request) });
        var second = (await provider.SubmitAsync([Submission(plan)], CancellationToken.None))[0];

        Assert.Equal((BatchEffect.None, true), (first.Effect, first.IsTransient));
        Assert.NotNull(second.Job);
        Assert.Equal(2, _service.Batch.Count<RegisterJobDefinitionRequest>());
    }

    [Fact]
    public async Task A_definition_whose_reply_was_lost_leaves_no_job_behind()
    {
        _service.Batch.On<RegisterJobDefinitionRequest>(_ => throw Lost);
        await using var provider = _service.Connect();

        var error = (await SubmitAsync(provider, Plans.Job)).Error!;

        Assert.Equal((BatchEffect.None, true, 0), (error.Effect, error.IsTransient, _service.Batch.Count<SubmitJobRequest>()));
    }

    [Fact]
    public async Task A_lost_reply_leaves_a_job_that_is_found_by_name_and_tag()
    {
        await using var provider = _service.Connect();
        _service.Batch.On<SubmitJobRequest>(request =>
        {
            _service.Add(request);
            throw Lost;
        });
        var plan = await PlanAsync(provider, Plans.Job, "x");

        var result = (await provider.SubmitAsync([Submission(plan)], CancellationToken.None))[0];
        var found = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);

        Assert.Equal(BatchEffect.Unknown, result.Error!.Effect);
        Assert.Equal((SubmissionStatus.Found, "job-000000"), (found.Status, found.Job!.Reference.Id));
    }

    [Fact]
    public async Task Seeing_nothing_proves_nothing()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Plans.Job, "x");

        Assert.Equal(SubmissionStatus.Inconclusive, (await provider.FindSubmissionAsync(Key(plan), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_name_without_the_tag_is_somebody_elses()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Plans.Job, "x");
        _service.Add(plan.Request() with { Tags = new Dictionary<string, string>() });

        Assert.Equal(SubmissionStatus.Inconclusive, (await provider.FindSubmissionAsync(Key(plan), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Of_two_jobs_of_a_submission_the_oldest_counts_then_the_lower_id()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Plans.Job, "x");
        _service.Add(plan.Request(), createdAt: 2000, id: "c");
        _service.Add(plan.Request(), createdAt: 1000, id: "b");
        _service.Add(plan.Request(), createdAt: 1000, id: "a");

        var found = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);

        Assert.Equal("a", found.Job!.Reference.Id);
        Assert.Equal(["b", "c"], found.Duplicates.Select(job => job.Reference.Id));
    }

    [Fact]
    public async Task A_job_of_many_parts_is_one_job()
    {
        await using var provider = _service.Connect();
        var job = (await SubmitAsync(provider, Large)).Job!;

        var seen = (await provider.GetJobsAsync([job.Reference], CancellationToken.None))[0]!;
        var children = await provider.GetJobsAsync([job.Reference.Child(0), job.Reference.Child(10_000), job.Reference.Child(25_000), job.Reference.Child(25_001)], CancellationToken.None);

        Assert.Equal((25_001, JobState.Queued, 25_001), (seen.ArraySize, seen.State, seen.Children!.Total));
        Assert.Equal([0, 10_000, 25_000, null], children.Select(child => child?.Index));
        Assert.Single((await provider.ListJobsAsync(new JobQuery { Queue = "main" }, null, CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Another_client_finds_the_parts_by_name()
    {
        await using (var provider = _service.Connect())
        {
            await SubmitAsync(provider, Large);
        }

        await using var other = _service.Connect();
        var child = (await other.GetJobsAsync([new JobReference("aws", "job-000000") { Index = 10_001 }], CancellationToken.None))[0]!;

        Assert.Equal((10_001, "job-000000"), (child.Index, child.Reference.Id));
    }

    [Fact]
    public async Task A_part_that_was_refused_is_sent_again_alone()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Large, "x");
        _service.Batch.On<SubmitJobRequest>(request => _service.Jobs.Count == 2
            ? throw new BatchException(BatchErrorCode.Throttled, "slow down") { IsTransient = true }
            : new SubmitJobResponse { JobId = _service.Add(request) });

        var error = (await provider.SubmitAsync([Submission(plan)], CancellationToken.None))[0].Error!;
        var lookup = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);
        _service.Batch.On<SubmitJobRequest>(request => new SubmitJobResponse { JobId = _service.Add(request) });
        var result = (await provider.SubmitAsync([Submission(plan) with { Resume = lookup }], CancellationToken.None))[0];

        // A part is there: whatever this error says of its own request, the submission may not be sent from the beginning.
        Assert.Equal((BatchEffect.Unknown, SubmissionStatus.Partial), (error.Effect, lookup.Status));
        Assert.Equal(("job-000000", 3), (result.Job!.Reference.Id, _service.Jobs.Count));
        Assert.Equal(4, _service.Batch.Count<SubmitJobRequest>());
    }

    [Fact]
    public async Task A_part_whose_reply_was_lost_has_its_time_to_turn_up()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Large, "x");
        _service.Batch.On<SubmitJobRequest>(request => _service.Jobs.Count == 1 ? throw Lost : new SubmitJobResponse { JobId = _service.Add(request) });
        await provider.SubmitAsync([Submission(plan)], CancellationToken.None);

        var early = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);
        _service.Clock.Advance(Plans.Options.SettleTime);
        var late = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);

        Assert.Equal((SubmissionStatus.Inconclusive, SubmissionStatus.Partial), (early.Status, late.Status));
    }

    [Fact]
    public async Task A_second_first_part_is_a_duplicate_and_stopping_it_stops_nothing_else()
    {
        await using var provider = _service.Connect();
        var plan = await PlanAsync(provider, Large, "x");
        var job = (await provider.SubmitAsync([Submission(plan)], CancellationToken.None))[0].Job!;
        _service.Clock.Advance(TimeSpan.FromSeconds(1));
        _service.Add(plan.Request(0), id: "twin");
        _service.Batch.On<TerminateJobRequest>(_ => new EmptyReply());

        var found = await provider.FindSubmissionAsync(Key(plan), CancellationToken.None);
        await provider.StopJobsAsync([Assert.Single(found.Duplicates).Reference], "duplicate", CancellationToken.None);

        Assert.Equal(job.Reference.Id, found.Job!.Reference.Id);
        Assert.Equal("twin", Assert.Single(_service.Batch.Requests.OfType<TerminateJobRequest>()).JobId);
    }

    private static JobSpec Large => Plans.Job with { Array = new ArraySpec { Size = 25_001 } };

    private static async Task<ProviderPlan> PlanAsync(AwsBatchProvider provider, JobSpec spec, string id) => await provider.PlanAsync(
        new PlanRequest { SubmissionId = SubmissionId.FromText(id), Spec = spec, Mode = PlanMode.Connected }, CancellationToken.None);

    private static async Task<SubmitResult> SubmitAsync(AwsBatchProvider provider, JobSpec spec, string id = "x") =>
        (await provider.SubmitAsync([Submission(await PlanAsync(provider, spec, id))], CancellationToken.None))[0];

    private static ProviderSubmission Submission(ProviderPlan plan)
    {
        Assert.NotNull((JobTranslation)plan.State!);
        return new ProviderSubmission { Plan = plan, Key = Key(plan) };
    }

    private static SubmissionKey Key(ProviderPlan plan) => new()
    {
        Id = plan.Request.SubmissionId, JobName = plan.Request.Spec.Name!, Queue = plan.Request.Spec.Queue!, ArraySize = plan.Request.Spec.Array?.Size,
    };
}
