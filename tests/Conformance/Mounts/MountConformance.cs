using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Mounts;

/// <summary>What is mounted is found where it was asked for, and may be written where that is allowed.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class MountConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A task reads a file of a mount.</summary>
    [SkippableTheory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task A_task_reads_what_is_mounted(bool? readOnly)
    {
        Requires(BatchFeature.Logs);
        var sample = await CreateAsync();

        var job = await RunIfAcceptedAsync(Run(Tasks.ShowFile(sample.Target + "/" + sample.FileName)) with { Mounts = [Of(sample, readOnly)] });

        Assert.Equal(JobState.Succeeded, job.State);
        AssertOutput(sample.Content, await ReadTextAsync(job.Reference));
    }

    /// <summary>What a task writes into a mount is there when it has ended.</summary>
    [SkippableFact]
    public virtual async Task What_a_task_writes_is_there_afterwards()
    {
        var sample = await CreateAsync();

        var job = await RunIfAcceptedAsync(Run(Tasks.WriteFile(sample.Target + "/written.txt", "from the task")) with { Mounts = [Of(sample, null)] });

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("from the task", await Harness.ReadMountedAsync(sample, "written.txt", Cancellation));
    }

    /// <summary>A task cannot write where it may only read.</summary>
    [SkippableFact]
    public virtual async Task A_task_cannot_write_where_it_may_only_read()
    {
        var sample = await CreateAsync();

        var job = await RunIfAcceptedAsync(Run(Tasks.WriteFile(sample.Target + "/forbidden.txt", "x")) with { Mounts = [Of(sample, true)] });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Null(await Harness.ReadMountedAsync(sample, "forbidden.txt", Cancellation));
    }

    /// <summary>Two mounts at one place, and places that are no absolute path, are refused.</summary>
    [SkippableFact]
    public virtual async Task Impossible_places_are_refused()
    {
        var sample = await CreateAsync();

        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Mounts = [Of(sample, null), Of(sample, null)] }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Mounts = [Of(sample, null) with { Target = "relative/place" }] }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Mounts = [Of(sample, null) with { Target = string.Empty }] }), BatchErrorCode.InvalidSpec);
    }

    private static Mount Of(MountSample sample, bool? readOnly) => new() { Source = sample.Source, Target = sample.Target, ReadOnly = readOnly };

    private async Task<MountSample> CreateAsync()
    {
        Requires(BatchFeature.Mounts);
        var sample = await Harness.CreateMountAsync(Cancellation);
        Skip.If(sample is null, "The harness has nothing to mount.");
        return sample!;
    }

    // Whether a task may be kept from writing is for the plan to say.
    private async Task<Job> RunIfAcceptedAsync(JobSpec spec)
    {
        var plan = await Client.PlanAsync(Complete(spec), cancellationToken: Cancellation);
        Skip.IfNot(plan.IsAccepted, "The plan says: " + string.Join("; ", plan.Dispositions.Where(item => item.Kind == MultiBatch.Planning.DispositionKind.Rejected)));
        return await RunAsync(spec);
    }
}
