using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Reading;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Held;

public sealed class SpotThenOnDemandTests
{
    private readonly ScriptedProvider _provider = new();

    public SpotThenOnDemandTests() => _provider.Features[BatchFeature.SpotThenOnDemand] = new FeatureSupport(SupportLevel.EmulatedWhileClientRuns);

    [Fact]
    public async Task The_provider_is_asked_for_a_spot_part_and_whether_the_last_part_can_be()
    {
        var asked = new List<PlanRequest>();
        _provider.OnPlan = request =>
        {
            asked.Add(request);
            return ScriptedProvider.Accept(request);
        };
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        var plan = await client.PlanAsync(Clients.Spec with { Purchase = Purchase.SpotThenOnDemand(2) });

        Assert.True(plan is { IsAccepted: true, IsHeld: true });
        Assert.Equal([Purchase.Spot, Purchase.OnDemand], asked.Select(request => request.Spec.Purchase));
        Assert.Equal([1, 3], asked.Select(request => request.Segment!.Number));
        Assert.All(asked, request => Assert.Equal(plan.SubmissionId, request.Segment!.Submission));
        Assert.True(Of(plan, SpecPointers.Purchase) is { Kind: DispositionKind.Emulated, NeedsClient: true });
    }

    [Fact]
    public async Task A_lost_machine_ends_a_spot_part_and_fields_keep_the_callers_numbers()
    {
        PlanRequest? first = null;
        _provider.OnPlan = request =>
        {
            first ??= request;
            var fields = new DispositionList(request.Spec);
            if (request.Spec.Attempts!.Rules!.Count > 1)
            {
                fields.Add(FieldDisposition.Emulated("/attempts/rules/1/exitCodes", "by a wrapper"));
            }

            fields.ForEachBelow(string.Empty, pointer => FieldDisposition.Honored(pointer));
            return new ProviderPlan(request, fields.Complete(ScriptedProvider.ProviderName), () => []);
        };
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        var plan = await client.PlanAsync(Clients.Spec with
        {
            Purchase = Purchase.SpotThenOnDemand(),
            Attempts = new AttemptPolicy { Max = 3, Rules = [new AttemptRule { ExitCodes = [7], Action = AttemptAction.Fail }] },
        });

        Assert.Equal([JobCause.Preempted, JobCause.HostLost], first!.Spec.Attempts!.Rules![0].Causes!);
        Assert.Equal(AttemptAction.Fail, first.Spec.Attempts.Rules[0].Action);
        Assert.Equal("by a wrapper", Of(plan, "/attempts/rules/0/exitCodes").Detail);
        Assert.DoesNotContain(plan.Dispositions, disposition => disposition.Pointer.StartsWith("/attempts/rules/1", StringComparison.Ordinal));
        Assert.True(Of(plan, SpecPointers.Purchase).NeedsClient);
    }

    [Fact]
    public async Task A_job_whose_last_part_cannot_be_is_refused_at_once()
    {
        _provider.OnPlan = request =>
        {
            var fields = new DispositionList(request.Spec);
            if (request.Spec.Purchase == Purchase.OnDemand)
            {
                fields.Add(FieldDisposition.Rejected(SpecPointers.Purchase, "there is no queue main--od"));
            }

            fields.ForEachBelow(string.Empty, pointer => FieldDisposition.Honored(pointer));
            return new ProviderPlan(request, fields.Complete(ScriptedProvider.ProviderName), () => []);
        };
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        var plan = await client.PlanAsync(Clients.Spec with { Purchase = Purchase.SpotThenOnDemand() });

        Assert.False(plan.IsAccepted);
        Assert.Contains("main--od", Of(plan, SpecPointers.Purchase).Detail);
    }

    [Fact]
    public async Task A_provider_that_sees_it_cannot_watch_a_job_leaves_it_to_the_client()
    {
        _provider.OnGet = (references, _) => Task.FromResult<IReadOnlyList<Job?>>(references.Select(reference => ScriptedProvider.NewJob(reference.Id)).ToList());
        _provider.OnPlan = request =>
        {
            var fields = new DispositionList(request.Spec);
            if (request.Spec.DependsOn is not null)
            {
                fields.Add(FieldDisposition.Emulated("/dependsOn/0/job", "it is in another generation", needsClient: true));
            }

            fields.ForEachBelow(string.Empty, pointer => FieldDisposition.Honored(pointer));
            return new ProviderPlan(request, fields.Complete(ScriptedProvider.ProviderName), () => []);
        };
        await using var client = Clients.Of(_provider, new ManualTimeProvider());

        var plan = await client.PlanAsync(Clients.Spec with { DependsOn = [new JobDependency { Job = "scripted:1" }] });

        Assert.True(plan is { IsAccepted: true, IsHeld: true });
        Assert.Null(plan.ProviderPlan!.Request.Spec.DependsOn);
    }

    [Fact]
    public async Task Attempts_that_failed_on_spot_are_not_given_again_on_demand()
    {
        await using var bench = new HeldBench();
        var spec = new JobSpec
        {
            Name = "tries",
            Script = "mark began\nfail-first 1 first 1\nwait gate\nexit 1",
            Attempts = new AttemptPolicy { Max = 3 },
            Purchase = Purchase.SpotThenOnDemand(),
        };
        var held = await bench.Client.SubmitAsync(spec, HeldBench.Allow);
        var waiting = bench.Client.WaitAsync(held.Reference);
        await bench.UntilAsync(() => Task.FromResult(bench.Service.World.CountMarks("began") == 2 && bench.Service.TryPreempt("tries", null)));
        await bench.UntilAsync(() => Task.FromResult(bench.Service.World.CountMarks("began") == 3));
        bench.Service.World.Open("gate");

        var ended = await waiting;

        // One failure on spot, one machine lost, two failures on demand: the policy's three failures.
        Assert.Equal((JobState.Failed, 4, 4), (ended.State, ended.Attempt, bench.Service.World.CountMarks("began")));
        Assert.Equal([JobCause.ExitCode, JobCause.Preempted, JobCause.ExitCode, JobCause.ExitCode], ended.Attempts.Select(attempt => attempt.Cause!.Value));
    }

    [Fact]
    public async Task A_log_is_followed_from_spot_to_on_demand()
    {
        await using var bench = new HeldBench();
        var held = await bench.Client.SubmitAsync(
            new JobSpec { Name = "told", Script = "echo began\nmark began\nwait gate\necho done", Purchase = Purchase.SpotThenOnDemand() }, HeldBench.Allow);
        var waiting = bench.Client.WaitAsync(held.Reference);
        var following = bench.Client.ReadLogAsync(held.Reference, new LogOptions { Follow = true, AllAttempts = true }).ToListAsync().AsTask();
        await bench.UntilAsync(() => Task.FromResult(bench.Service.TryPreempt("told", null)));
        await bench.UntilAsync(() => Task.FromResult(bench.Service.World.CountMarks("began") == 2));
        bench.Service.World.Open("gate");

        var lines = await following;

        Assert.Equal(["began", "began", "done"], lines.Select(line => line.Text));
        Assert.Equal([1, 2, 2], lines.Select(line => line.Job.Attempt!.Value));
        Assert.All(lines, line => Assert.Equal(held.Reference, line.Job.Parent));
        Assert.Equal(JobState.Succeeded, (await waiting).State);
    }

    private static FieldDisposition Of(JobPlan plan, string pointer) => plan.Dispositions.Single(disposition => disposition.Pointer == pointer);
}
