using System.Diagnostics;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

/// <summary>The prelude is a program: it is run, by the shell of this machine.</summary>
public class PreludeTests
{
    private const string Show = "for word do printf '<%s>' \"$word\"; done; printf ' %s %s' \"$MULTIBATCH_ARRAY_INDEX\" \"$MULTIBATCH_ATTEMPT\"";

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two  spaces")]
    [InlineData("'a' \"b\" `c` $(d) $E \\f %s")]
    [InlineData("line 1\nline 2\n")]
    [InlineData("na\u00efve \u4f60\u597d")]
    public void Arguments_and_variables_reach_the_task(string word)
    {
        var (code, output) = Run(new Prelude { SetsIndex = true }.ForCommand(["/bin/sh", "-c", Show, "sh", word, "end"]), ("AWS_BATCH_JOB_ARRAY_INDEX", "7"), ("AWS_BATCH_JOB_ATTEMPT", "2"));

        Assert.Equal((0, $"<{word}><end> 7 2"), (code, output));
    }

    [SkippableFact]
    public void Later_parts_and_segments_count_on()
    {
        var prelude = new Prelude { SetsIndex = true, Offset = 20_000, AttemptsBefore = 3 };
        var (_, output) = Run(prelude.ForCommand(["/bin/sh", "-c", Show]), ("AWS_BATCH_JOB_ARRAY_INDEX", "7"), ("AWS_BATCH_JOB_ATTEMPT", "1"));

        Assert.Equal(" 20007 4", output);
    }

    [SkippableFact]
    public void A_program_that_is_not_there_has_a_code_of_its_own() =>
        Assert.Equal(Prelude.StartErrorCode, Run(new Prelude().ForCommand(["no-such-program-here", "x"])).Code);

    [SkippableTheory]
    [InlineData("printf %s \"$0\"; exit 5", 5, "sh")]
    [InlineData("#!/bin/sh\nprintf 'own %s' \"$1\"; exit 6", 6, "own ")]
    public void A_script_runs_as_it_is(string script, int code, string output) => Assert.Equal((code, output), Run(new Prelude().ForScript(script)));

    [SkippableFact]
    public void A_script_whose_interpreter_is_not_there_fails() => Assert.NotEqual(0, Run(new Prelude().ForScript("#!/no/such/interpreter\nexit 0")).Code);

    [SkippableFact]
    public void Each_child_finds_its_row_and_nothing_else()
    {
        string[] columns = ["A", "_b1"];
        string[][] rows = [["x", ""], ["it's \"so\"", "a\nb\n"], ["$HOME `id` \\", "\u4f60\u597d *"]];
        var packed = Packed.Write(TaskScript.Write(columns, rows, indexes: [3, 8, 9]));
        var prelude = new Prelude { RunsTaskScript = true };
        for (var child = 0; child < rows.Length; child++)
        {
            var (code, output) = Run(
                prelude.ForCommand(["/bin/sh", "-c", "printf '%s|%s|%s|%s' \"$A\" \"$_b1\" \"$MULTIBATCH_ARRAY_INDEX\" \"${MULTIBATCH_TASKS-gone}\""]),
                ("AWS_BATCH_JOB_ARRAY_INDEX", $"{child}"), (Prelude.TasksVariable, packed));

            Assert.Equal((0, $"{rows[child][0]}|{rows[child][1]}|{new[] { 3, 8, 9 }[child]}|gone"), (code, output));
        }
    }

    [SkippableFact]
    public void A_table_that_cannot_be_unpacked_starts_no_task() => Assert.Equal(
        (Prelude.StartErrorCode, string.Empty),
        Run(new Prelude { RunsTaskScript = true }.ForCommand(["/bin/sh", "-c", "printf ran"]), (Prelude.TasksVariable, "bm90IGd6aXA=")));

    [Fact]
    public void A_native_command_tells_whether_it_was_made_here()
    {
        Assert.True(Prelude.IsUsedBy(new Prelude().ForCommand(["x"])));
        Assert.True(Prelude.IsUsedBy(new Prelude().ForScript("x")));
        Assert.False(Prelude.IsUsedBy(["/bin/sh", "-c", "exit 3", "sh"]));
        Assert.False(Prelude.IsUsedBy(null));
    }

    private static (int Code, string Output) Run(IReadOnlyList<string> command, params (string Name, string Value)[] variables)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "This machine has no POSIX shell.");
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return (process.ExitCode, output);
    }
}
