using MultiBatch.Providers.Local.Processes.Portable;

namespace MultiBatch.Providers.Local.Tests.Processes.Portable;

public sealed class BatchFilesTests
{
    [Theory]
    [InlineData(@"C:\x\run.cmd", true)]
    [InlineData(@"C:\x\RUN.BAT", true)]
    [InlineData(@"C:\x\run.exe", false)]
    public void Are_known_by_their_extension(string path, bool expected) => Assert.Equal(expected, BatchFiles.IsBatchFile(path));

    [Fact]
    public void Every_argument_is_quoted()
    {
        Assert.True(BatchFiles.TryFormat(@"C:\a b\run.cmd", ["one", "two & three", ""], out var line, out _));
        Assert.Equal(@"/d /v:off /s /c """"C:\a b\run.cmd"" ""one"" ""two & three"" """"""", line);
    }

    [Theory]
    [InlineData("a\"&calc")]
    [InlineData("%PATH%")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    public void What_the_command_processor_would_misread_is_refused(string argument)
    {
        Assert.False(BatchFiles.TryFormat("run.cmd", [argument], out _, out var error));
        Assert.Contains("'run.cmd'", error?.Message, StringComparison.Ordinal);
    }
}
