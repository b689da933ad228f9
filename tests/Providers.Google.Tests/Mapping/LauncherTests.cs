using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Tests.Mapping;

public sealed class LauncherTests
{
    public static TheoryData<string[]> Commands =>
    [
        ["true"], ["echo", "a b", ""], ["it's", "''", "\\", "$HOME `x` \"q\"", "line\nbreak", "*", "ü"],
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_comes_back_word_for_word(string[] command)
    {
        Assert.Equal(command, Launcher.Read(Launcher.Runnable(command, null, null, 0)).Command!);
        Assert.Equal(command, Launcher.Read(Launcher.Runnable(command, null, "image", 2)).Command!);
        Assert.Equal(command, ShellWords.Read(ShellWords.Quote(command))!);
    }

    [Theory]
    [InlineData("echo hello\n")]
    [InlineData("#!/usr/bin/env python3\nprint('x')\n")]
    public void A_script_comes_back_and_is_started_so_that_this_can_be_told(string script)
    {
        var (own, inImage) = (Launcher.Runnable(null, script, null, 0), Launcher.Runnable(null, script, "image", 0));

        Assert.EndsWith(script, Launcher.Read(own).Script!, StringComparison.Ordinal);
        Assert.Equal(script, Launcher.Read(inImage).Script);
        Assert.Equal((TaskStart.Script, TaskStart.Launcher), (Launcher.StartOf(own), Launcher.StartOf(inImage)));
        Assert.Equal((TaskStart.Launcher, TaskStart.Container), (Launcher.StartOf(Launcher.Runnable(["x"], null, null, 0)), Launcher.StartOf(Launcher.Runnable(["x"], null, "image", 0))));
        Assert.StartsWith("#!", own.Script!.Text!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a' 'b")]
    [InlineData("a b")]
    [InlineData("'a'x")]
    public void Words_of_others_are_not_guessed_at(string text) => Assert.Null(ShellWords.Read(text));
}
