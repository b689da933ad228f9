using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Tasks;

/// <summary>Script bodies run as they are.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ScriptConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>The lines of a script run one after the other.</summary>
    [SkippableFact]
    public virtual async Task The_lines_of_a_script_run_in_order()
    {
        Requires(BatchFeature.Scripts, BatchFeature.Logs);

        var job = await SucceedAsync(Script(Tasks.Out("1\n"), Tasks.Out("2\n"), string.Empty, Tasks.Out("3\n")));

        Assert.Equal("1\n2\n3\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A script with a <c>#!</c> line runs through what it names.</summary>
    [SkippableFact]
    public virtual async Task A_script_runs_through_its_first_line()
    {
        Requires(BatchFeature.Scripts, BatchFeature.Logs);
        var script = RequiresStatement(Tasks.ShebangScript(Tasks.Out("by its own shell\n")));

        var job = await SucceedAsync(new JobSpec { Script = script });

        Assert.Equal("by its own shell\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A script whose <c>#!</c> line names nothing fails; it does not run through something else.</summary>
    [SkippableFact]
    public virtual async Task A_script_for_an_interpreter_that_is_not_there_fails()
    {
        Requires(BatchFeature.Scripts);
        RequiresStatement(Tasks.ShebangScript(Tasks.Exit(0)));

        var job = await RunAsync(new JobSpec { Script = "#!/no/such/interpreter\n" + Tasks.Exit(0) });

        Assert.Equal(JobState.Failed, job.State);
    }

    /// <summary>Texts with a meaning to shells, quoting layers and JSON arrive as they are.</summary>
    [SkippableFact]
    public virtual async Task The_text_of_a_script_is_not_touched()
    {
        Requires(BatchFeature.Scripts, BatchFeature.Logs);
        const string odd = "'a' \"b\" `c` $(d) $E \\f %G% ^h & | ; < > ! * ? # ~ {i,j} na\u00efve \u4f60 \U0001F600\n";

        var job = await SucceedAsync(Script(Tasks.Out(odd), Tasks.Out("next\n")));

        Assert.Equal(odd + "next\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A script ends with the code it says, before its last line too.</summary>
    [SkippableFact]
    public virtual async Task A_script_ends_with_the_code_it_says()
    {
        Requires(BatchFeature.Scripts, BatchFeature.Logs);

        var job = await RunAsync(Script(Tasks.Out("before\n"), Tasks.Exit(5), Tasks.Out("after\n")));

        Assert.Equal((JobState.Failed, 5, JobCause.ExitCode), (job.State, job.ExitCode, job.Cause));
        Assert.Equal("before\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A script finds the same variables as a command.</summary>
    [SkippableFact]
    public virtual async Task A_script_finds_its_variables()
    {
        Requires(BatchFeature.Scripts, BatchFeature.EnvironmentVariables, BatchFeature.Logs);

        var job = await SucceedAsync(Script(Tasks.ShowVariables("MINE", RuntimeVariables.ArrayIndex)) with
        {
            Env = new Dictionary<string, string> { ["MINE"] = "a b" },
        });
        var seen = await ReadVariablesAsync(job.Reference);

        Assert.Equal(("a b", "0"), (seen["MINE"], seen[RuntimeVariables.ArrayIndex]));
    }

    /// <summary>A long script runs whole, where the declared limits allow it.</summary>
    [SkippableFact]
    public virtual async Task A_long_script_runs_whole()
    {
        Requires(BatchFeature.Scripts, BatchFeature.Logs);
        var length = Math.Min(50_000, (Capabilities.Limits.MaxScriptBytes?.Value ?? int.MaxValue) / 2);
        var comments = Enumerable.Repeat("# " + new string('-', 97), length / 100);

        var job = await SucceedAsync(Script([Tasks.Out("first\n"), .. comments, Tasks.Out("last\n")]));

        Assert.Equal("first\nlast\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A job has a command or a script: both, or neither, is refused.</summary>
    [SkippableFact]
    public virtual async Task Both_command_and_script_or_neither_is_refused()
    {
        Requires(BatchFeature.Scripts);

        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Script = Tasks.Script(Tasks.Exit(0)) }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(new JobSpec()), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(new JobSpec { Script = string.Empty }), BatchErrorCode.InvalidSpec);
    }

    private JobSpec Script(params string[] statements) => new() { Script = Tasks.Script(string.Join("\n", statements)) };
}
