using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Declarations;

/// <summary>
/// What is declared unsupported is refused, by name, before anything is sent; what is declared supported is not refused for the want of it.
/// Nothing that is asked for is ever ignored.
/// </summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class RefusalConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Every feature that a job spec can ask for.</summary>
    public static TheoryData<BatchFeature> Features => [.. FeatureProbe.All.Select(probe => probe.Feature)];

    /// <summary>A feature that is unsupported is refused by its field, one that is supported has a disposition by its field.</summary>
    [SkippableTheory]
    [MemberData(nameof(Features))]
    public virtual async Task What_is_unsupported_is_refused_and_nothing_is_ignored(BatchFeature feature)
    {
        var probe = FeatureProbe.All.Single(candidate => candidate.Feature == feature);
        var name = Unique("probe");
        var job = probe.NeedsJob ? (await ProbeTargetAsync(feature)).Reference : null;
        var spec = probe.Ask(Complete(Run(Tasks.Exit(0)) with { Name = name }), job);

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, new SubmitOptions { AllowHeld = true }, Cancellation);
        var disposition = DispositionOf(plan, probe.Pointer);

        Assert.True(disposition is not null, $"Nothing is said of {probe.Pointer}.");
        if (Capabilities.Supports(feature))
        {
            Assert.True(disposition!.Kind != DispositionKind.Rejected || !string.IsNullOrWhiteSpace(disposition.Detail), $"{disposition}");
            return;
        }

        Assert.Equal(DispositionKind.Rejected, disposition!.Kind);
        Assert.False(string.IsNullOrWhiteSpace(disposition.Detail));
        Assert.False(plan.IsAccepted);
        Assert.Empty(plan.GetNativeRequests());
        var error = await Assert.ThrowsAsync<BatchException>(() => Client.SubmitAsync(spec, new SubmitOptions { AllowHeld = true }, Cancellation));
        Assert.Equal((BatchErrorCode.Unsupported, BatchEffect.None), (error.Code, error.Effect));
        Assert.Contains(probe.Pointer.TrimStart('/').Split('/')[0], error.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(new JobQuery { Name = name }));
    }

    /// <summary>What is emulated while a client runs is said to be, and a submit that does not allow it is refused.</summary>
    [SkippableTheory]
    [MemberData(nameof(Features))]
    public virtual async Task What_a_client_emulates_is_said_to_need_one(BatchFeature feature)
    {
        Skip.IfNot(Capabilities[feature].Level == SupportLevel.EmulatedWhileClientRuns, $"{feature} is {Capabilities[feature].Level}.");
        var probe = FeatureProbe.All.Single(candidate => candidate.Feature == feature);
        var spec = probe.Ask(Complete(Run(Tasks.Exit(0))), probe.NeedsJob ? (await ProbeTargetAsync(feature)).Reference : null);

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, new SubmitOptions { AllowHeld = true }, Cancellation);
        var disposition = DispositionOf(plan, probe.Pointer);

        Assert.Equal((DispositionKind.Emulated, true), (disposition?.Kind, disposition?.NeedsClient ?? false));
        Assert.True(plan.IsHeld);
        var error = await Assert.ThrowsAsync<BatchException>(() => Client.SubmitAsync(spec, null, Cancellation));
        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
    }

    /// <summary>A child cannot be stopped where that is unsupported: it is said, and the child goes on.</summary>
    [SkippableFact]
    public virtual async Task Stopping_one_child_is_refused_where_unsupported()
    {
        Skip.If(Capabilities.Supports(BatchFeature.StopChild), "It is supported.");
        Requires(BatchFeature.Arrays, BatchFeature.Stop);
        RequiresSignals();
        var gate = Unique("gate");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate)) with { Array = new ArraySpec { Size = 2 } });

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.StopAsync(array.Reference.Child(0), null, Cancellation));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(array)).State);
    }

    /// <summary>The output of an earlier attempt is refused where it is not kept; that of another attempt is not given in its place.</summary>
    [SkippableFact]
    public virtual async Task The_log_of_an_earlier_attempt_is_refused_where_unsupported()
    {
        Skip.If(Capabilities.Supports(BatchFeature.LogsPerAttempt), "It is supported.");
        Requires(BatchFeature.Logs, BatchFeature.Retries);
        RequiresSignals();
        var spec = Run(Tasks.FailFirst(1, Unique("tried"), 1), Tasks.Out("second\n")) with { Attempts = new AttemptPolicy { Max = 2 } };
        var job = await SucceedAsync(spec);

        var error = await Assert.ThrowsAsync<BatchException>(() => ReadEntriesAsync(job.Reference with { Attempt = 1 }));

        Assert.Contains(error.Code, new[] { BatchErrorCode.Unsupported, BatchErrorCode.NotFound });
        Assert.Equal(["second"], await ReadLinesAsync(job.Reference));
    }

    private Task<Job> ProbeTargetAsync(BatchFeature feature) => RunAsync(
        feature == BatchFeature.DependencyIndexToIndex && Capabilities.Supports(BatchFeature.Arrays)
            ? Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 2 } }
            : Run(Tasks.Exit(0)));
}
