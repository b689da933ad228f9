using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Conformance.Faults;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Serialization;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Planning;

/// <summary>A plan says what becomes of every field, changes nothing, and is kept to by the submit.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class PlanConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>
    /// Whatever is asked for, each field that is set has exactly one disposition, in both modes; one that is rejected says why; and a plan
    /// with a rejected field is not accepted and has no requests.
    /// </summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20260101)]
    public virtual async Task No_field_is_set_without_a_disposition(int seed)
    {
        var generator = new JobSpecGenerator(seed);
        for (var number = 0; number < 100; number++)
        {
            var spec = generator.Next();
            if (await ProblemOfAsync(spec) is not { } problem)
            {
                continue;
            }

            for (var smaller = true; smaller;)
            {
                smaller = false;
                foreach (var candidate in JobSpecGenerator.Smaller(spec))
                {
                    if (await ProblemOfAsync(candidate) is { } same)
                    {
                        (spec, problem, smaller) = (candidate, same, true);
                        break;
                    }
                }
            }

            Assert.Fail($"Spec {number} of seed {seed}: {problem}\n{BatchJson.Write(spec, indented: true)}");
        }
    }

    /// <summary>A plain job is accepted, and the plan shows the requests that a submit would send.</summary>
    [SkippableFact]
    public virtual async Task A_plain_job_is_accepted()
    {
        var plan = await Client.PlanAsync(Complete(Run(Tasks.Exit(0))), PlanMode.Connected, null, Cancellation);

        Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions));
        Assert.NotEmpty(plan.GetNativeRequests());
        Assert.All(plan.GetNativeRequests(), request => Assert.False(string.IsNullOrWhiteSpace(request.Operation)));
        Assert.Null(plan.HeldReason);
    }

    /// <summary>A plan changes nothing: no job is there that was only planned.</summary>
    [SkippableFact]
    public virtual async Task A_plan_changes_nothing()
    {
        var spec = Complete(Run(Tasks.Exit(0)) with { Name = Unique("planned") });

        await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);
        await Client.PlanAsync(spec, PlanMode.Offline, null, Cancellation);

        Assert.Empty(await ListAsync(new JobQuery { Name = spec.Name }));
    }

    /// <summary>An offline plan calls nothing, and says of each field what a call would have to verify.</summary>
    [SkippableFact]
    public virtual async Task An_offline_plan_calls_nothing()
    {
        var connection = Harness.ConnectWithFaults();
        var client = Connect(connection.Provider);
        foreach (var operation in Enum.GetValues<ProviderOperation>())
        {
            connection.Faults.Fail(operation, FaultKind.Denied, 1000);
        }

        var spec = Complete(Run(Tasks.Exit(0)) with { Timeout = TimeSpan.FromHours(1) });
        var plan = await client.PlanAsync(spec, PlanMode.Offline, null, Cancellation);

        Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions));
        Assert.Empty(SpecFields.Of(spec).Except(plan.Dispositions.Select(disposition => disposition.Pointer)));
        Assert.All(
            Enum.GetValues<ProviderOperation>(), operation => Assert.Equal(0, connection.Faults.CountCalls(operation)));
    }

    /// <summary>What was rounded says from what to what, what was defaulted says to what.</summary>
    [SkippableFact]
    public virtual async Task Changed_values_are_said()
    {
        var spec = Complete(Run(Tasks.Exit(0)) with { Timeout = TimeSpan.FromMilliseconds(1500) });
        spec = spec with { Resources = (spec.Resources ?? new ResourceSpec()) with { Memory = new ByteSize(100_000_001) } };

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);

        Assert.All(plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rounded), disposition =>
        {
            Assert.False(string.IsNullOrWhiteSpace(disposition.From));
            Assert.False(string.IsNullOrWhiteSpace(disposition.To));
            Assert.NotEqual(disposition.From, disposition.To);
        });
        Assert.All(
            plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Defaulted), disposition => Assert.NotNull(disposition.To));
    }

    /// <summary>Sections of other providers are skipped, and said to be; an unknown key in one's own is refused.</summary>
    [SkippableFact]
    public virtual async Task Native_sections_are_skipped_or_checked()
    {
        using var document = JsonDocument.Parse("{\"no such key, surely\": 1}");
        var section = document.RootElement.Clone();
        var plain = Complete(Run(Tasks.Exit(0)));
        var others = plain with { Native = new Dictionary<string, JsonElement> { ["some-other-provider"] = section } };
        var own = plain with { Native = new Dictionary<string, JsonElement> { [Client.Provider] = section } };

        var skipped = await Client.PlanAsync(others, PlanMode.Connected, null, Cancellation);
        var refused = await Client.PlanAsync(own, PlanMode.Connected, null, Cancellation);

        Assert.True(skipped.IsAccepted, string.Join("\n", skipped.Dispositions));
        Assert.False(skipped.UsesNative);
        Assert.False(refused.IsAccepted);
        Assert.True(refused.UsesNative);
        Assert.Equal(DispositionKind.Rejected, DispositionOf(refused, SpecPointers.Item(SpecPointers.Native, Client.Provider))?.Kind);
        await RefusedAsync(own with { Name = null }, BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);
        await SucceedAsync(others);
    }

    /// <summary>A plan rejects, with the field and the reason, what the submit refuses.</summary>
    [SkippableFact]
    public virtual async Task A_plan_rejects_what_the_submit_refuses()
    {
        var spec = Harness.Prepare(Run(Tasks.Exit(0)) with
        {
            Timeout = TimeSpan.Zero,
            Attempts = new AttemptPolicy { Max = -1 },
            Priority = int.MaxValue,
            Resources = new ResourceSpec { VCpus = -1 },
        });

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);
        var error = await RefusedAsync(spec, BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);

        foreach (var pointer in new[] { SpecPointers.Timeout, SpecPointers.MaxAttempts, SpecPointers.VCpus })
        {
            Assert.Equal(DispositionKind.Rejected, DispositionOf(plan, pointer)?.Kind);
            Assert.Contains(pointer.TrimStart('/'), error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The id of a plan is the one asked for.</summary>
    [SkippableFact]
    public virtual async Task A_plan_has_the_id_asked_for()
    {
        var id = MultiBatch.Submissions.SubmissionId.FromText(Unique("planned"));

        var plan = await Client.PlanAsync(Complete(Run(Tasks.Exit(0))), PlanMode.Offline, new SubmitOptions { SubmissionId = id }, Cancellation);

        Assert.Equal(id, plan.SubmissionId);
    }

    private async Task<string?> ProblemOfAsync(JobSpec spec)
    {
        foreach (var mode in new[] { PlanMode.Offline, PlanMode.Connected })
        {
            JobPlan plan;
            try
            {
                plan = await Client.PlanAsync(spec, mode, new SubmitOptions { AllowHeld = true }, Cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return $"{mode}: {exception.GetType().Name}: {exception.Message}";
            }

            if (ProblemOf(spec, plan) is { } problem)
            {
                return $"{mode}: {problem}";
            }
        }

        return null;
    }

    private static string? ProblemOf(JobSpec spec, JobPlan plan)
    {
        var said = plan.Dispositions.Select(disposition => disposition.Pointer).ToList();
        var silent = SpecFields.Of(spec).Except(said).ToList();
        var twice = said.GroupBy(pointer => pointer).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var unexplained = plan.Dispositions.Where(item => item.Kind == DispositionKind.Rejected && string.IsNullOrWhiteSpace(item.Detail)).ToList();
        var isRejected = plan.Dispositions.Any(item => item.Kind == DispositionKind.Rejected);
        var isOpen = plan.Dispositions.Any(item => item.Kind == DispositionKind.Unverified);
        return silent.Count > 0 ? $"nothing is said of {string.Join(", ", silent)}"
            : twice.Count > 0 ? $"there is more than one disposition of {string.Join(", ", twice)}"
            : unexplained.Count > 0 ? $"no reason is given for {string.Join(", ", unexplained)}"
            : plan.IsAccepted && isRejected ? "it is accepted although a field is rejected"
            : !plan.IsAccepted && !isRejected && !isOpen ? "it is not accepted, and no field says why"
            : isRejected && plan.GetNativeRequests().Count > 0 ? "there are requests for a plan that is rejected"
            : null;
    }
}
