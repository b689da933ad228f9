using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Diagnosing;

/// <summary>Saying why a job does not start, or did not succeed. A client can say something on every provider.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class DiagnosisConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job that succeeded has nothing wrong with it.</summary>
    [SkippableFact]
    public virtual async Task Nothing_is_wrong_with_a_job_that_succeeded()
    {
        var job = await SucceedAsync(Run(Tasks.Exit(0)));

        var diagnosis = await Client.DiagnoseAsync(job.Reference, Cancellation);

        Assert.Equal(job.Reference, diagnosis.Job);
        Assert.Empty(diagnosis.Findings);
    }

    /// <summary>A job that failed, and one that waits, has a finding in words.</summary>
    [SkippableFact]
    public virtual async Task A_job_that_failed_or_waits_has_a_finding()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var failed = await RunAsync(Run(Tasks.Exit(3)));
        var before = await SubmitAsync(Run(Tasks.WaitFor(Unique("never"))));
        var waits = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = before.Reference.ToString() }] });
        await SeeAsync(waits, JobState.Blocked);

        foreach (var job in new[] { failed, waits })
        {
            var finding = (await Client.DiagnoseAsync(job.Reference, Cancellation)).Findings[0];
            Assert.False(string.IsNullOrWhiteSpace(finding.Code));
            Assert.False(string.IsNullOrWhiteSpace(finding.Summary));
        }
    }

    /// <summary>A job that never was is not found.</summary>
    [SkippableFact]
    public virtual async Task A_job_that_never_was_is_not_found()
    {
        Requires(BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 2 } });

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.DiagnoseAsync(array.Reference.Child(30), Cancellation));

        Assert.Equal(BatchErrorCode.NotFound, error.Code);
    }
}
