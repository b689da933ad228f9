using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Tasks;

/// <summary>Every task finds the same variables, on every provider: which job it is, which child of how many, which attempt.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class RuntimeVariableConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private static readonly string[] Names =
        [RuntimeVariables.JobId, RuntimeVariables.ArrayIndex, RuntimeVariables.ArraySize, RuntimeVariables.Attempt];

    /// <summary>A single job is child 0 of 1.</summary>
    [SkippableFact]
    public virtual async Task A_single_job_is_child_0_of_1()
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(Run(Tasks.ShowVariables(Names)));
        var seen = await ReadVariablesAsync(job.Reference);

        Assert.Contains(seen[RuntimeVariables.JobId], new[] { job.Reference.Id, job.SubmissionId });
        Assert.Equal("0", seen[RuntimeVariables.ArrayIndex]);
        Assert.Equal("1", seen[RuntimeVariables.ArraySize]);
        Assert.Contains(seen[RuntimeVariables.Attempt], new[] { "1", null });
    }

    /// <summary>Each child knows its index, the size, and the one job that all are of.</summary>
    [SkippableFact]
    public virtual async Task A_child_knows_its_index_the_size_and_the_job()
    {
        Requires(BatchFeature.Logs, BatchFeature.Arrays);

        var array = await SucceedAsync(Run(Tasks.ShowVariables(Names)) with { Array = new ArraySpec { Size = 4 } });

        for (var index = 0; index < 4; index++)
        {
            var seen = await ReadVariablesAsync(array.Reference.Child(index));
            Assert.Contains(seen[RuntimeVariables.JobId], new[] { array.Reference.Id, array.SubmissionId });
            Assert.Equal(index.ToString(System.Globalization.CultureInfo.InvariantCulture), seen[RuntimeVariables.ArrayIndex]);
            Assert.Equal("4", seen[RuntimeVariables.ArraySize]);
        }
    }

    /// <summary>Two jobs have two ids.</summary>
    [SkippableFact]
    public virtual async Task Two_jobs_have_two_ids()
    {
        Requires(BatchFeature.Logs);
        var first = await SucceedAsync(Run(Tasks.ShowVariables(RuntimeVariables.JobId)));
        var second = await SucceedAsync(Run(Tasks.ShowVariables(RuntimeVariables.JobId)));

        Assert.NotEqual(
            (await ReadVariablesAsync(first.Reference))[RuntimeVariables.JobId], (await ReadVariablesAsync(second.Reference))[RuntimeVariables.JobId]);
    }

    /// <summary>The number of the attempt, where a task is told, is the right one.</summary>
    [SkippableFact]
    public virtual async Task The_attempt_is_told_right_or_not_at_all()
    {
        Requires(BatchFeature.Logs, BatchFeature.Retries);
        RequiresSignals();
        var spec = Run(Tasks.ShowVariables(RuntimeVariables.Attempt), Tasks.FailFirst(1, Unique("tried"), 1)) with { Attempts = new AttemptPolicy { Max = 2 } };

        var job = await SucceedAsync(spec);

        Assert.Contains((await ReadVariablesAsync(job.Reference))[RuntimeVariables.Attempt], new[] { "2", null });
    }
}
