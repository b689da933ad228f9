using System.Diagnostics;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Tests.Mapping;

public class CommandLinesTests
{
    [Fact]
    public void Plain_words_need_no_shell_and_no_quotes()
    {
        var text = CommandLines.ForCommand(["/usr/bin/render", "--size=10,20", "in/a_b.c", "user@host:x+y%"], false, null);

        Assert.Equal(("/usr/bin/render --size=10,20 in/a_b.c user@host:x+y%", null), (text.Line, text.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's")]
    [InlineData("\"quoted\"")]
    [InlineData("$HOME `id` \\ * ? ~ # ! & | ; < > ( ) [ ] { }")]
    [InlineData("line\nbreak")]
    [InlineData("näive 你好")]
    public async Task What_is_not_plain_arrives_as_it_was(string word)
    {
        var text = CommandLines.ForCommand(["printf", "%s|", word, "end"], false, null);

        Assert.Equal("/bin/sh -c 'eval \"$MULTIBATCH_COMMAND\"'", text.Line);
        Assert.Equal((word + "|end|", 0), await RunAsync(text));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_start_error() =>
        Assert.Equal(CommandLines.StartErrorCode, (await RunAsync(CommandLines.ForCommand(["no-such-program-here", "a b"], false, null))).ExitCode);

    [Theory]
    [InlineData("echo \"$0 ${MULTIBATCH_COMMAND-gone}\"\nexit 3", "sh gone\n", 3)]
    [InlineData("#!/bin/sh\necho \"it's ${MULTIBATCH_COMMAND-gone}\"\nexit 4", "it's gone\n", 4)]
    public async Task A_script_runs_and_its_variable_is_gone(string script, string output, int exitCode) =>
        Assert.Equal((output, exitCode), await RunAsync(CommandLines.ForScript(script, false, null)));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("C:\\x y\\", "\"C:\\x y\\\\\"")]
    [InlineData("C:\\x", "C:\\x")]
    [InlineData("", "\"\"")]
    public void Windows_programs_read_their_words_back(string word, string quoted) => Assert.Equal(quoted, CommandLines.QuoteForWindows(word));

    [Fact]
    public void On_windows_a_script_is_a_file_that_cmd_runs()
    {
        var text = CommandLines.ForScript("echo %X%", true, null);

        Assert.StartsWith("powershell ", text.Line, StringComparison.Ordinal);
        Assert.Contains("cmd /d /c", text.Line, StringComparison.Ordinal);
        Assert.Equal("echo %X%", text.Value);
    }

    private static async Task<(string Output, int ExitCode)> RunAsync(CommandText text)
    {
        // The line itself is plain enough for any reader; what the shell gets is what counts.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "eval \"$MULTIBATCH_COMMAND\""]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[CommandLines.Variable] = text.Value!;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output, process.ExitCode);
    }
}
