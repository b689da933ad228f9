using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Dependencies;

/// <summary>Jobs that are submitted together may wait for each other by name; what cannot be waited for is refused.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class DependencyNamesConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Names are replaced by references, whatever the order of the jobs in the call.</summary>
    [SkippableFact]
    public virtual async Task Jobs_of_one_call_wait_for_each_other_by_name()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        var (first, second, last) = (Unique("first"), Unique("second"), Unique("last"));

        var outcomes = await SubmitManyAsync(
            Complete(Run(Tasks.Exit(0)) with { Name = last, DependsOn = [Named(first), Named(second)] }),
            Complete(Run(Tasks.Exit(0)) with { Name = second, DependsOn = [Named(first)] }),
            Complete(Run(Tasks.Exit(0)) with { Name = first }));
        var ended = new Dictionary<string, Job>();
        foreach (var outcome in outcomes)
        {
            ended.Add(outcome.Spec.Name!, await EndOfAsync(outcome.Job!));
        }

        Assert.All(ended.Values, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.True(ended[first].EndedAt <= ended[second].StartedAt);
        Assert.True(ended[second].EndedAt <= ended[last].StartedAt);
    }

    /// <summary>A circle is refused before anything is sent.</summary>
    [SkippableFact]
    public virtual async Task A_circle_is_refused()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        var (first, second, other) = (Unique("first"), Unique("second"), Unique("other"));

        var error = await Assert.ThrowsAsync<BatchException>(() => SubmitManyAsync(
            Complete(Run(Tasks.Exit(0)) with { Name = other }),
            Complete(Run(Tasks.Exit(0)) with { Name = first, DependsOn = [Named(second)] }),
            Complete(Run(Tasks.Exit(0)) with { Name = second, DependsOn = [Named(first)] })));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Empty(await ListAsync(new JobQuery { Name = other }));
    }

    /// <summary>A name that no job of the call has is refused before anything is sent.</summary>
    [SkippableFact]
    public virtual async Task A_name_of_no_job_is_refused()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        var (other, missing) = (Unique("other"), Unique("missing"));

        var error = await Assert.ThrowsAsync<BatchException>(() => SubmitManyAsync(
            Complete(Run(Tasks.Exit(0)) with { Name = other }),
            Complete(Run(Tasks.Exit(0)) with { DependsOn = [Named(missing)] })));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(new JobQuery { Name = other }));
    }

    /// <summary>A single submit knows no names: what is no reference is refused.</summary>
    [SkippableFact]
    public virtual async Task What_is_no_reference_is_refused()
    {
        Requires(BatchFeature.DependencyOnSuccess);

        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { DependsOn = [Named("not a reference")] }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { DependsOn = [Named(string.Empty)] }), BatchErrorCode.InvalidSpec);
    }

    /// <summary>A job of another provider cannot be waited for.</summary>
    [SkippableFact]
    public virtual async Task A_job_of_another_provider_is_refused()
    {
        Requires(BatchFeature.DependencyOnSuccess);

        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { DependsOn = [Named(new JobReference("elsewhere", "1").ToString())] }),
            BatchErrorCode.InvalidSpec,
            BatchErrorCode.Unsupported);
    }

    /// <summary>More dependencies than declared are refused, with the limit.</summary>
    [SkippableFact]
    public virtual async Task More_dependencies_than_declared_are_refused()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        Skip.If(Capabilities.Limits.MaxDependencies is null or { Value: > 1000 }, "No limit is declared, or a very high one.");
        var before = await SubmitAsync(Run(Tasks.Exit(0)));
        var dependencies = Enumerable.Repeat(Named(before.Reference.ToString()), Capabilities.Limits.MaxDependencies!.Value + 1).ToList();

        var error = await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { DependsOn = dependencies }), BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);

        Assert.Contains("dependsOn", error.Message, StringComparison.Ordinal);
        await EndOfAsync(before);
    }

    private static JobDependency Named(string name) => new() { Job = name };

    private async Task<IReadOnlyList<SubmitOutcome>> SubmitManyAsync(params JobSpec[] specs)
    {
        var outcomes = new List<SubmitOutcome>();
        await foreach (var outcome in Client.SubmitManyAsync(specs, new SubmitOptions { AllowHeld = true }, Cancellation))
        {
            Assert.Null(outcome.Error);
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
