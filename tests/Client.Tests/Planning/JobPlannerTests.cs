using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Definitions;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.Submitting;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Planning;

public sealed class JobPlannerTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task The_provider_is_asked_for_a_resolved_spec()
    {
        var asked = Capture();
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(new JobSpec { Command = ["/usr/bin/align.py", "--in=Ref::in", "Ref::in-Ref::out_1"], Parameters = Map(("in", "a b"), ("out_1", "c")) });

        // Names go as far as they can: "in-Ref" is one, as AWS reads it.
        Assert.Contains(plan.Dispositions, disposition => disposition is { Pointer: "/parameters", Kind: DispositionKind.Rejected });
        Assert.Empty(asked);

        plan = await client.PlanAsync(new JobSpec { Command = ["/usr/bin/align.py", "--in=Ref::in", "Ref::in/Ref::out_1"], Parameters = Map(("in", "a b"), ("out_1", "c")) });

        Assert.True(plan.IsAccepted);
        Assert.Equal(["/usr/bin/align.py", "--in=a b", "a b/c"], asked[0].Spec.Command!);
        Assert.Null(asked[0].Spec.Parameters);
        Assert.Equal("align", asked[0].Spec.Name);
        Assert.Equal("main", asked[0].Spec.Queue);
        Assert.Equal(DispositionKind.Honored, Of(plan, "/parameters").Kind);
        Assert.Equal(("align", DispositionKind.Defaulted), (Of(plan, "/name").To, Of(plan, "/name").Kind));
        Assert.Equal(("main", DispositionKind.Defaulted), (Of(plan, "/queue").To, Of(plan, "/queue").Kind));
    }

    [Theory]
    [InlineData("python3.11", "python3-11")]
    [InlineData("/opt/Tools/run me.sh", "run-me")]
    [InlineData(@"C:\Program Files\app.exe", "app")]
    [InlineData("../..", "job")]
    [InlineData("ünïcode", "n-code")]
    public async Task A_name_that_is_not_given_comes_from_the_program(string program, string name)
    {
        await using var client = Clients.Of(_provider, _clock);

        Assert.Equal(name, (await client.PlanAsync(new JobSpec { Command = [program] })).Resolved.Name);
    }

    [Fact]
    public async Task A_script_is_called_script_and_a_name_the_provider_refuses_is_not_made()
    {
        await using var client = Clients.Of(_provider, _clock);
        Assert.Equal("script", (await client.PlanAsync(new JobSpec { Script = "true" })).Resolved.Name);

        _provider.Limits = new BatchLimits { JobNamePattern = new Limit<string>("^[a-z]+$", "manual") };
        Assert.Equal("align", (await client.PlanAsync(new JobSpec { Command = ["Align"] })).Resolved.Name);
        Assert.Equal("job", (await client.PlanAsync(new JobSpec { Command = ["align2"] })).Resolved.Name);
    }

    [Fact]
    public async Task A_spec_is_laid_over_its_definition()
    {
        var asked = Capture();
        var definitions = new FakeDefinitions(new JobDefinition
        {
            Name = "align",
            Revision = 3,
            IsActive = true,
            Job = new JobSpec
            {
                Queue = "gpu",
                Command = ["align", "Ref::in", "Ref::threads"],
                Parameters = Map(("threads", "4")),
                Env = Map(("A", "definition"), ("B", "definition"), ("S", "plain")),
                Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new("env:TOKEN"), ["C"] = new("env:C") },
                Resources = new ResourceSpec { VCpus = 4, Memory = ByteSize.FromGibibytes(8) },
                Attempts = new AttemptPolicy { Max = 3, Otherwise = AttemptAction.Fail },
                Labels = Map(("team", "genomics")),
                Timeout = TimeSpan.FromHours(1),
            },
        });
        _provider.With<IDefinitionProvider>(definitions);
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(new JobSpec
        {
            Definition = new JobDefinitionReference("align"),
            Parameters = Map(("in", "x.bam")),
            Env = Map(("B", "spec"), ("C", "spec")),
            Secrets = new Dictionary<string, SecretReference> { ["S"] = new("env:S") },
            Resources = new ResourceSpec { VCpus = 2 },
            Attempts = new AttemptPolicy { Max = 5 },
            Labels = Map(("run", "7")),
        });

        Assert.True(plan.IsAccepted, string.Join("; ", plan.Dispositions));
        var spec = asked[0].Spec;
        Assert.Equal(["align", "x.bam", "4"], spec.Command!);
        Assert.Equal("gpu", spec.Queue);
        Assert.Equal(Map(("A", "definition"), ("B", "spec"), ("C", "spec")), spec.Env);
        Assert.Equal(["S", "TOKEN"], spec.Secrets!.Keys.Order());
        Assert.Equal((2.0, ByteSize.FromGibibytes(8)), (spec.Resources!.VCpus, spec.Resources.Memory!.Value));
        Assert.Equal((5, AttemptAction.Fail), (spec.Attempts!.Max, spec.Attempts.Otherwise));
        Assert.Equal(["run", "team"], spec.Labels!.Keys.Order());
        Assert.Equal(TimeSpan.FromHours(1), spec.Timeout);
        Assert.Null(spec.Definition);
        Assert.Equal(3, asked[0].Definition!.Revision);
        Assert.Equal("align:3", Of(plan, "/definition").Detail);
        Assert.Equal(new JobDefinitionReference("align"), plan.Requested.Definition);
    }

    [Fact]
    public async Task A_definition_that_is_missing_or_retired_is_refused()
    {
        var retired = new JobDefinition { Name = "old", Revision = 2, IsActive = false, Job = new JobSpec { Command = ["true"] } };
        _provider.With<IDefinitionProvider>(new FakeDefinitions(retired));
        await using var client = Clients.Of(_provider, _clock);

        var missing = await client.PlanAsync(new JobSpec { Definition = new JobDefinitionReference("new"), Priority = 1 });
        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(new JobSpec { Definition = new JobDefinitionReference("old", 2) }));

        Assert.Contains("no active definition 'new'", Of(missing, "/definition").Detail, StringComparison.Ordinal);
        Assert.Equal(DispositionKind.Unverified, Of(missing, "/priority").Kind);
        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("was deregistered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_nothing_is_called()
    {
        var definitions = new FakeDefinitions(new JobDefinition { Name = "align", Revision = 1, IsActive = true, Job = new JobSpec { Command = ["true"] } });
        var queues = new FakeQueues(new JobQueueSpec { Name = "main" });
        _provider.With<IDefinitionProvider>(definitions).With<IQueueProvider>(queues);
        await using var client = Clients.Of(_provider, _clock, options => options with { DefaultQueue = null });

        var plan = await client.PlanAsync(new JobSpec { Command = ["true"] }, PlanMode.Offline);
        var fromDefinition = await client.PlanAsync(new JobSpec { Definition = new JobDefinitionReference("align") }, PlanMode.Offline);

        Assert.True(plan.IsAccepted);
        Assert.Equal(DispositionKind.Unverified, Of(plan, "/queue").Kind);
        Assert.Equal(PlanMode.Offline, plan.ProviderPlan!.Request.Mode);
        Assert.False(fromDefinition.IsAccepted);
        Assert.Equal(DispositionKind.Unverified, Of(fromDefinition, "/definition").Kind);
        Assert.Equal((0, 0), (definitions.Reads, queues.Reads));
    }

    [Fact]
    public async Task Without_a_queue_the_provider_s_default_is_taken()
    {
        _provider.With<IQueueProvider>(new FakeQueues(new JobQueueSpec { Name = "low" }, new JobQueueSpec { Name = "high" }) { Default = "high" });
        await using var client = Clients.Of(_provider, _clock, options => options with { DefaultQueue = null });

        var plan = await client.PlanAsync(new JobSpec { Command = ["true"] });

        Assert.Equal("high", plan.Resolved.Queue);
        Assert.Equal(DispositionKind.Defaulted, Of(plan, "/queue").Kind);
    }

    [Theory]
    [InlineData(0, "there is none to choose")]
    [InlineData(2, "q0, q1")]
    public async Task Without_a_default_the_queues_there_are_are_named(int count, string message)
    {
        _provider.With<IQueueProvider>(new FakeQueues(Enumerable.Range(0, count).Select(number => new JobQueueSpec { Name = $"q{number}" }).ToArray()));
        await using var client = Clients.Of(_provider, _clock, options => options with { DefaultQueue = null });

        var plan = await client.PlanAsync(new JobSpec { Command = ["true"] });

        Assert.Equal(DispositionKind.Rejected, Of(plan, "/queue").Kind);
        Assert.Contains(message, Of(plan, "/queue").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_the_provider_forgets_is_rejected()
    {
        _provider.OnPlan = request => new ProviderPlan(request, [FieldDisposition.Honored("/command")], () => []);
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(Clients.Spec with { Priority = 5 });

        Assert.Contains("does not know this field", Of(plan, "/priority").Detail, StringComparison.Ordinal);
        Assert.False(plan.IsAccepted);
    }

    [Fact]
    public async Task A_field_whose_feature_is_declared_unsupported_is_rejected_even_when_the_provider_lets_it_pass()
    {
        _provider.Features[BatchFeature.JobPriority] = new FeatureSupport(SupportLevel.Unsupported, "the queue has no order of its own", "manual");
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(Clients.Spec with { Priority = 5 });
        var error = await Assert.ThrowsAsync<BatchException>(() => client.SubmitAsync(Clients.Spec with { Priority = 5 }));

        Assert.Equal(("the queue has no order of its own", "manual"), (Of(plan, "/priority").Detail, Of(plan, "/priority").Source));
        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.True((await client.PlanAsync(Clients.Spec with { Priority = 0 })).IsAccepted, "0 is the same as not set");
    }

    [Fact]
    public async Task What_the_provider_says_of_a_default_counts()
    {
        _provider.OnPlan = request => new ProviderPlan(
            request,
            SpecFields.Of(request.Spec).Select(field => field == "/queue" ? FieldDisposition.Rejected(field, "there is no queue 'main'") : FieldDisposition.Honored(field)).ToList(),
            () => []);
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(Clients.Spec);

        Assert.Equal(DispositionKind.Rejected, Of(plan, "/queue").Kind);
        Assert.Single(plan.Dispositions, disposition => disposition.Pointer == "/queue");
    }

    [Fact]
    public async Task Sections_of_other_providers_are_skipped_and_said()
    {
        var asked = Capture();
        var section = JsonDocument.Parse("{}").RootElement;
        await using var client = Clients.Of(_provider, _clock);

        var plan = await client.PlanAsync(Clients.Spec with { Native = new Dictionary<string, JsonElement> { ["aws"] = section, ["scripted"] = section } });

        Assert.Equal(["scripted"], asked[0].Spec.Native!.Keys);
        Assert.Contains("scripted skips it", Of(plan, "/native/aws").Detail, StringComparison.Ordinal);
        Assert.True(plan.UsesNative);
    }

    [Fact]
    public async Task A_machine_is_chosen_where_the_caller_names_none()
    {
        var asked = Capture();
        var selector = new FakeSelector();
        await using var client = Clients.Of(_provider, _clock, options => options with { MachineSelector = selector, Region = "eu-west-1" });

        await client.PlanAsync(Clients.Spec with { Resources = new ResourceSpec { VCpus = 4 }, Purchase = Purchase.Spot });
        await client.PlanAsync(Clients.Spec with { Resources = new ResourceSpec { MachineType = "mine" } });
        _provider.Features[BatchFeature.MachineTypes] = new FeatureSupport(SupportLevel.Unsupported);
        await client.PlanAsync(Clients.Spec);

        Assert.Equal(["chosen", null, null], asked.Select(request => request.Machine?.MachineType));
        Assert.Equal(("eu-west-1", PurchaseKind.Spot, 4.0), (selector.Asked!.Region, selector.Asked.Purchase, selector.Asked.Resources.VCpus));
        Assert.Equal(1, selector.Count);
    }

    [Fact]
    public async Task Ten_thousand_plans_read_a_definition_once()
    {
        var definitions = new FakeDefinitions(new JobDefinition { Name = "align", Revision = 1, IsActive = true, Job = new JobSpec { Command = ["true"] } });
        _provider.With<IDefinitionProvider>(definitions);
        await using var client = Clients.Of(_provider, _clock);

        var plans = await client.PlanManyAsync(Enumerable.Repeat(new JobSpec { Definition = new JobDefinitionReference("align") }, 10_000)).ToListAsync();

        Assert.All(plans, plan => Assert.True(plan.IsAccepted));
        Assert.Equal(1, definitions.Reads);
    }

    [Fact]
    public async Task Jobs_planned_together_may_name_each_other()
    {
        var asked = Capture();
        await using var client = Clients.Of(_provider, _clock);

        var plans = await client.PlanManyAsync(
            [Clients.Spec with { Name = "b", DependsOn = [new JobDependency { Job = "a" }] }, Clients.Spec with { Name = "a" }],
            options: new SubmitOptions { SubmissionId = Submissions.SubmissionId.FromText("nightly") }).ToListAsync();

        Assert.All(plans, plan => Assert.True(plan.IsAccepted));
        Assert.Equal(["b", "a"], plans.Select(plan => plan.Requested.Name));
        var waiting = Assert.Single(asked, request => request.Spec.DependsOn is not null);
        Assert.Equal(plans[1].SubmissionId.ToString(), JobReference.Parse(waiting.Spec.DependsOn![0].Job).Id);
        Assert.Equal((PlanMode.Offline, PlanMode.Connected), (waiting.Mode, asked.Single(request => request.Spec.Name == "a").Mode));
    }

    [Fact]
    public async Task A_plan_that_fails_for_the_moment_is_made_again()
    {
        var tries = 0;
        _provider.OnPlan = request => ++tries < 3 ? throw Faults.Refused() : ScriptedProvider.Accept(request);
        await using var client = Clients.Of(_provider, _clock);

        Assert.True((await _clock.DriveAsync(client.PlanAsync(Clients.Spec))).IsAccepted);
        Assert.Equal(3, tries);
    }

    private static FieldDisposition Of(JobPlan plan, string pointer) => plan.Dispositions.Single(disposition => disposition.Pointer == pointer);

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    private List<PlanRequest> Capture()
    {
        var asked = new List<PlanRequest>();
        _provider.OnPlan = request =>
        {
            asked.Add(request);
            return ScriptedProvider.Accept(request);
        };
        return asked;
    }

    private sealed class FakeSelector : IMachineSelector
    {
        public MachineRequirements? Asked { get; private set; }

        public int Count { get; private set; }

        public ValueTask<MachineChoice?> SelectAsync(MachineRequirements requirements, CancellationToken cancellationToken)
        {
            (Asked, Count) = (requirements, Count + 1);
            return new(new MachineChoice { MachineType = "chosen", Why = "the cheapest" });
        }
    }
}
