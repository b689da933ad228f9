using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Tests.Jobs;

public sealed class SubmissionTests
{
    private static readonly SubmissionKey Key = new() { Id = Plans.Id, JobName = "Job One", Queue = "main" };

    [Fact]
    public async Task A_submit_is_one_call_and_its_reply_is_the_job()
    {
        var service = new LittleService();

        var result = await SubmitAsync(service, Plans.Job with { Labels = new Dictionary<string, string> { ["team"] = "x" }, Array = new ArraySpec { Size = 3 } });

        Assert.Equal([$"CreateJob j{Plans.Id} {JobIds.SubmitRequest(Plans.Id)}"], service.Calls);
        var job = result.Job!;
        Assert.Equal($"google:/us-central1/main/j{Plans.Id}", job.Reference.ToString());
        Assert.Equal(("Job One", "main", JobState.Queued, 3, Plans.Id.ToString()), (job.Name, job.Queue, job.State, job.ArraySize, job.SubmissionId));
        Assert.Equal([("team", "x")], job.Labels.Select(label => (label.Key, label.Value)));
    }

    [Fact]
    public async Task Already_exists_after_a_lost_reply_is_left_to_the_look_up()
    {
        var service = new LittleService { LostReply = call => call.StartsWith("CreateJob", StringComparison.Ordinal) ? LittleService.Error(BatchErrorCode.Unavailable, BatchEffect.Unknown, isTransient: true) : null };
        var provider = service.Connect();

        var lost = await SubmitAsync(service, Plans.Job, provider);
        service.LostReply = _ => null;
        var again = await SubmitAsync(service, Plans.Job, provider);
        var found = await provider.FindSubmissionAsync(Key, default);

        Assert.Equal((BatchErrorCode.Unavailable, BatchEffect.Unknown), (lost.Error!.Code, lost.Error.Effect));
        Assert.Equal((BatchErrorCode.AlreadyExists, BatchEffect.Unknown), (again.Error!.Code, again.Error.Effect));
        Assert.Equal((SubmissionStatus.Found, "Job One", 1), (found.Status, found.Job!.Name, service.Jobs.Count));
    }

    [Fact]
    public async Task A_job_of_this_id_that_is_somebody_else_s_is_not_taken()
    {
        var service = new LittleService();
        service.Add("uid", id: JobIds.Of(Plans.Id));
        var provider = service.Connect();

        var result = await SubmitAsync(service, Plans.Job, provider);
        var found = await provider.FindSubmissionAsync(Key, default);

        Assert.Equal((BatchErrorCode.AlreadyExists, BatchEffect.None), (result.Error!.Code, result.Error.Effect));
        Assert.Equal(SubmissionStatus.Absent, found.Status);
    }

    [Fact]
    public async Task What_was_never_there_is_certainly_absent() =>
        Assert.Equal(SubmissionStatus.Absent, (await new LittleService().Connect().FindSubmissionAsync(Key, default)).Status);

    [Fact]
    public async Task What_a_job_was_submitted_as_is_found_again()
    {
        var service = new LittleService();
        var spec = Plans.Job with { Env = new Dictionary<string, string> { ["A"] = "1" }, Array = new ArraySpec { Tasks = new TaskTable(["X"], [["a"], ["b"]]) } };
        var provider = service.Connect();
        var job = (await SubmitAsync(service, spec, provider)).Job!;

        var found = (await provider.FindJobSpecAsync(job.Reference.Child(1), default))!;

        Assert.Equal(spec.Command, found.Command);
        Assert.Equal((spec.Image, "1", "b"), (found.Image, found.Env!["A"], found.Array!.Tasks!.Rows[1][0]));
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => provider.FindJobSpecAsync(new JobReference("google", "jnone"), default))).Code);
    }

    private static async Task<SubmitResult> SubmitAsync(LittleService service, JobSpec spec, GoogleBatchProvider? provider = null)
    {
        provider ??= service.Connect();
        var plan = await provider.PlanAsync(
            new PlanRequest { SubmissionId = Plans.Id, Spec = spec, Mode = PlanMode.Connected, Queue = Plans.Queue, Environment = Plans.Environment }, default);
        return (await provider.SubmitAsync([new ProviderSubmission { Plan = plan, Key = Key }], default))[0];
    }
}
