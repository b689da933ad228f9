using System.Globalization;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Conformance.Tasks;

/// <summary>Environment variables reach the task exactly as written, and nothing else does.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class EnvironmentVariableConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private static readonly string[] OddValues =
    [
        "plain", "", " ", "  two  spaces  ", "a=b=c", "\"double\" 'single'", "$HOME ${HOME} $(id) `id`", "back\\slash\\\\", "\\n\\t", "line 1\nline 2",
        "ends with a newline\n", "tab\there", "na\u00efve \u4f60\u597d \U0001F600", "%PATH% ^ & | < > ; !", "* ? [a-z] {a,b} ~", "-n", "#no comment", "0",
        "{\"json\": [1, \"two\"]}", "Ref::nothing",
    ];

    /// <summary>Values of every kind arrive unchanged: empty, spaces, quotes, newlines, characters with a meaning to shells.</summary>
    [SkippableFact]
    public virtual async Task Odd_values_arrive_unchanged()
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        var env = OddValues.Select((value, index) => (Name: "V" + index.ToString(CultureInfo.InvariantCulture), Value: value))
            .ToDictionary(pair => pair.Name, pair => pair.Value);

        var job = await SucceedAsync(Run(Tasks.ShowVariables([.. env.Keys])) with { Env = env });
        var seen = await ReadVariablesAsync(job.Reference);

        Assert.All(env, pair => Assert.Equal(pair.Value, seen[pair.Key]));
    }

    /// <summary>Names of every form that a shell can use arrive.</summary>
    [SkippableFact]
    public virtual async Task Names_of_every_form_arrive()
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        string[] names = ["lower", "Mixed_Case", "_underscore", "__", "A1_2", "x", new string('L', 200)];

        var job = await SucceedAsync(Run(Tasks.ShowVariables(names)) with { Env = names.ToDictionary(name => name, name => "of " + name) });
        var seen = await ReadVariablesAsync(job.Reference);

        Assert.All(names, name => Assert.Equal("of " + name, seen[name]));
    }

    /// <summary>Names that are none to a shell arrive, or are refused; they never vanish.</summary>
    [SkippableTheory]
    [InlineData("with.dot")]
    [InlineData("with-hyphen")]
    [InlineData("1begins_with_a_digit")]
    public virtual async Task Names_that_no_shell_can_use_arrive_or_are_refused(string name)
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        var spec = Complete(new JobSpec { Command = Tasks.EnvironmentCommand(), Env = new Dictionary<string, string> { [name] = "here" } });

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);
        if (!plan.IsAccepted)
        {
            Assert.Equal(DispositionKind.Rejected, DispositionOf(plan, SpecPointers.Env)?.Kind);
            return;
        }

        Assert.Contains(name + "=here", await ReadLinesAsync((await SucceedAsync(spec)).Reference));
    }

    /// <summary>Hundreds of variables arrive.</summary>
    [SkippableFact]
    public virtual async Task Hundreds_of_variables_arrive()
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        var env = Enumerable.Range(0, 300).ToDictionary(number => $"MANY_{number}", number => $"value {number}");

        var job = await SucceedAsync(new JobSpec { Command = Tasks.EnvironmentCommand(), Env = env });
        var lines = new HashSet<string>(await ReadLinesAsync(job.Reference));

        Assert.All(env, pair => Assert.Contains($"{pair.Key}={pair.Value}", lines));
    }

    /// <summary>A long value arrives whole, where the declared limits allow it.</summary>
    [SkippableFact]
    public virtual async Task A_long_value_arrives_whole()
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        var limit = Capabilities.Limits.MaxEnvironmentBytes?.Value ?? int.MaxValue;
        var value = new string('v', Math.Min(60_000, limit / 2));

        var job = await SucceedAsync(Run(Tasks.ShowVariables("LONG")) with { Env = new Dictionary<string, string> { ["LONG"] = value } });

        Assert.Equal(value, (await ReadVariablesAsync(job.Reference))["LONG"]);
    }

    /// <summary>Nothing of the environment of whoever submits, or of the engine, reaches a task.</summary>
    [SkippableFact]
    public virtual async Task Nothing_of_the_submitter_leaks_into_a_task()
    {
        Requires(BatchFeature.Logs);
        var canary = Unique("canary");
        Environment.SetEnvironmentVariable("CONFORMANCE_CANARY", canary);
        try
        {
            var job = await SucceedAsync(new JobSpec { Command = Tasks.EnvironmentCommand() });

            Assert.DoesNotContain(canary, await ReadTextAsync(job.Reference), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CONFORMANCE_CANARY", null);
        }
    }

    /// <summary>The variables of one job are not those of the next.</summary>
    [SkippableFact]
    public virtual async Task Nothing_of_one_job_leaks_into_the_next()
    {
        Requires(BatchFeature.EnvironmentVariables, BatchFeature.Logs);
        await SucceedAsync(Run(Tasks.ShowVariables("ONLY_HERE")) with { Env = new Dictionary<string, string> { ["ONLY_HERE"] = "1" } });

        var next = await SucceedAsync(Run(Tasks.ShowVariables("ONLY_HERE")));

        Assert.Null((await ReadVariablesAsync(next.Reference))["ONLY_HERE"]);
    }

    /// <summary>Names that cannot be, and names that are ours, are refused with the field.</summary>
    [SkippableTheory]
    [InlineData("")]
    [InlineData("A=B")]
    [InlineData("NUL\0")]
    [InlineData("MULTIBATCH_JOB_ID")]
    [InlineData("MULTIBATCH_SOMETHING")]
    public virtual async Task Impossible_and_reserved_names_are_refused(string name)
    {
        Requires(BatchFeature.EnvironmentVariables);

        var error = await RefusedAsync(
            Harness.Prepare(Run(Tasks.Out("x")) with { Env = new Dictionary<string, string> { [name] = "1" } }), BatchErrorCode.InvalidSpec);

        Assert.Contains("env", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A value with a zero byte cannot be, and is refused.</summary>
    [SkippableFact]
    public virtual async Task A_value_with_a_zero_byte_is_refused()
    {
        Requires(BatchFeature.EnvironmentVariables);

        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Out("x")) with { Env = new Dictionary<string, string> { ["A"] = "b\0c" } }), BatchErrorCode.InvalidSpec);
    }
}
