using MultiBatch.PowerShell.Hosting;

namespace MultiBatch.PowerShell.Tests.Hosting;

public sealed class ModuleEngineCommandTests
{
    private const string Loader = "/modules/MultiBatch/net8.0/Loader.dll";

    [Theory]
    [InlineData("/opt/pwsh/pwsh", null, "/opt/pwsh/pwsh")]
    [InlineData(@"C:\Program Files\PowerShell\7\pwsh.exe", null, @"C:\Program Files\PowerShell\7\pwsh.exe")]
    [InlineData("/usr/bin/dotnet", "/home/pwsh", "/home/pwsh/pwsh")]
    [InlineData("/usr/bin/editor", "/home/pwsh", "/home/pwsh/pwsh")]
    public void The_engine_is_the_PowerShell_that_runs(string process, string? home, string expected)
    {
        if (process.Contains('\\') && !OperatingSystem.IsWindows())
        {
            // A Windows path has no folders elsewhere; its program is found all the same.
            process = process.Replace('\\', '/');
            expected = expected.Replace('\\', '/');
        }

        var command = ModuleEngineCommand.Of(process, null, home, Loader, ["--state", "/s"], _ => true)!;

        Assert.Equal([expected, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command"], command.Take(5));
    }

    [Fact]
    public void A_tool_without_its_own_program_is_started_through_the_runtime()
    {
        var command = ModuleEngineCommand.Of("/usr/bin/dotnet", "/tools/pwsh.dll", "/tools", Loader, [], _ => false)!;

        Assert.Equal(["/usr/bin/dotnet", "/tools/pwsh.dll"], command.Take(2));
    }

    [Fact]
    public void Without_a_PowerShell_there_is_no_command()
    {
        Assert.Null(ModuleEngineCommand.Of("/usr/bin/editor", null, "/home/editor", Loader, [], _ => false));
    }

    [Fact]
    public void Quotes_in_paths_stay_text()
    {
        Assert.Contains("@('--state','/it''s \u2019\u2019here')", ModuleEngineCommand.Script(Loader, ["--state", "/it's \u2019here"]), StringComparison.Ordinal);
    }
}
