using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Conformance.Tasks;

/// <summary>Each argument of a command reaches the program as one argument, exactly as written, whatever lies between.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ArgumentConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Lists of arguments that shells, command lines and JSON are known to mangle.</summary>
    public static TheoryData<string[]> Arguments =>
    [
        ["plain"], [""], ["", "", ""], ["between", "", "two"], [" "], ["  two  spaces  "], ["a b", "c d"], ["\t"], ["line 1\nline 2"], ["\n"], ["ends\n"],
        ["'single'"], ["'"], ["''"], ["\"double\""], ["\""], ["mixed 'a' \"b\""], ["it's \"so\""], ["\\"], ["\\\\"], ["ends with \\"], ["C:\\dir\\"],
        ["\\\""], ["\\'"], ["\\n\\t\\0"], ["`id`"], ["$(id)"], ["$HOME", "${HOME}", "$$", "$1", "$@"], ["%PATH%", "%%", "%s"], ["^", "a^b"], ["!", "!!"],
        ["*", "?", "[a-z]", "/*"], ["{a,b}"], ["~", "~root"], ["a;b", "a&b", "a&&b", "a|b", "a>b", "a<b"], ["(", ")", "{", "}"], ["#", "# x"],
        ["-", "--", "-n", "-e", "--help"], ["=", "A=b", "a=b=c"], [","], [":"], ["@"], ["{\"json\": [1, \"two\", null]}"], ["<xml a=\"b\">&amp;</xml>"],
        ["na\u00efve", "\u4f60\u597d", "\U0001F600", "\u0645\u0631\u062d\u0628\u0627"], ["e\u0301", "\u200b"], ["Ref", "::", "ref::name"],
    ];

    /// <summary>Arguments of every kind arrive unchanged.</summary>
    [SkippableTheory]
    [MemberData(nameof(Arguments))]
    public virtual async Task Arguments_arrive_unchanged(string[] arguments)
    {
        Requires(BatchFeature.Logs);

        var job = await SucceedAsync(new JobSpec { Command = Tasks.Command(Tasks.ShowArguments(), arguments) });

        Assert.Equal(arguments, await ReadArgumentsAsync(job));
    }

    /// <summary>All of them at once arrive in order.</summary>
    [SkippableFact]
    public virtual async Task Many_arguments_arrive_in_order()
    {
        Requires(BatchFeature.Logs);
        string[] arguments = [.. Enumerable.Range(0, 200).Select(number => $"argument {number}")];

        var job = await SucceedAsync(new JobSpec { Command = Tasks.Command(Tasks.ShowArguments(), arguments) });

        Assert.Equal(arguments, await ReadArgumentsAsync(job));
    }

    /// <summary>A long argument arrives whole, or is refused by the plan.</summary>
    [SkippableFact]
    public virtual async Task A_long_argument_arrives_whole_or_is_refused()
    {
        Requires(BatchFeature.Logs);
        var argument = new string('a', 60_000);
        var spec = Complete(new JobSpec { Command = Tasks.Command(Tasks.ShowArguments(), [argument]) });

        var plan = await Client.PlanAsync(spec, PlanMode.Connected, null, Cancellation);
        if (!plan.IsAccepted)
        {
            Assert.Equal(DispositionKind.Rejected, DispositionOf(plan, SpecPointers.Command)?.Kind);
            return;
        }

        Assert.Equal([argument], await ReadArgumentsAsync(await SucceedAsync(spec)));
    }

    /// <summary>An argument with a zero byte cannot be, and is refused.</summary>
    [SkippableFact]
    public virtual Task An_argument_with_a_zero_byte_is_refused() =>
        RefusedAsync(Harness.Prepare(new JobSpec { Command = Tasks.Command(Tasks.ShowArguments(), ["a\0b"]) }), BatchErrorCode.InvalidSpec);

    /// <summary>A command of no words, or whose first word is empty, is refused.</summary>
    [SkippableFact]
    public virtual async Task A_command_without_a_program_is_refused()
    {
        await RefusedAsync(Harness.Prepare(new JobSpec { Command = [] }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(new JobSpec { Command = ["", "x"] }), BatchErrorCode.InvalidSpec);
    }

    private async Task<IReadOnlyList<string>> ReadArgumentsAsync(Job job)
    {
        var text = await ReadTextAsync(job.Reference);
        return text.Length == 0 ? [] : text.Substring(0, text.Length - 1).Split('\n').Select(TextOfHex).ToList();
    }
}
