using MultiBatch.Capabilities;

namespace MultiBatch.Conformance.Tasks;

/// <summary>A task has nothing to read: standard input is at its end at once, so that nothing waits for ever for somebody to type.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class StandardInputConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A command reads the end of its input at once.</summary>
    [SkippableFact]
    public virtual async Task A_command_reads_the_end_of_its_input_at_once()
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(Run(Tasks.ShowInputLength()));

        Assert.Equal(["0"], await ReadLinesAsync(job.Reference));
    }

    /// <summary>A script reads the end of its input at once, and not its own text.</summary>
    [SkippableFact]
    public virtual async Task A_script_reads_the_end_of_its_input_and_not_its_own_text()
    {
        Requires(BatchFeature.Logs, BatchFeature.Scripts);

        var job = await SucceedAsync(new() { Script = Tasks.Script(Tasks.ShowInputLength() + "\n" + Tasks.Out("after\n")) });

        Assert.Equal(["0", "after"], await ReadLinesAsync(job.Reference));
    }
}
