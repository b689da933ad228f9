using MultiBatch.Providers.Local.Hosting.Starting;

namespace MultiBatch.Providers.Local.Tests.Hosting.Starting;

public sealed class EngineCommandTests
{
    private static readonly string[] Arguments = ["--state", "/s t"];

    [Fact]
    public void A_program_of_its_own_is_started_as_it_is() =>
        Assert.Equal(["/opt/multibatch", "__engine", "--state", "/s t"], EngineCommand.Of("/opt/multibatch", "/opt/multibatch.dll", Arguments));

    [Theory]
    [InlineData("/usr/bin/dotnet")]
    [InlineData("/usr/share/DotNet/dotnet.exe")]
    public void An_assembly_is_started_by_the_runtime_that_runs_it(string runtime) =>
        Assert.Equal([runtime, "/out/multibatch.dll", "__engine", "--state", "/s t"], EngineCommand.Of(runtime, "/out/multibatch.dll", Arguments));

    [Theory]
    [InlineData(null, "/out/multibatch.dll")]
    [InlineData("", "/out/multibatch.dll")]
    [InlineData("/usr/bin/dotnet", "")]
    public void What_cannot_be_started_again_has_no_command(string? process, string assembly) =>
        Assert.Null(EngineCommand.Of(process, assembly, Arguments));

    [Fact]
    public void Another_program_has_no_command() => Assert.Null(EngineCommand.OfThisProgram(Arguments));

    [Fact]
    public void An_engine_is_no_part_of_the_job_that_starts_it()
    {
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = "/bin",
            ["MULTIBATCH_HOME"] = "/home",
            ["MULTIBATCH_LOCAL_LAUNCH"] = "portable",
            ["MULTIBATCH_ATTEMPT_ID"] = "a",
            ["MULTIBATCH_JOB_ID"] = "j",
            ["MULTIBATCH_ARRAY_INDEX"] = "0",
        };

        Assert.Equal(
            ["MULTIBATCH_HOME", "MULTIBATCH_LOCAL_LAUNCH", "PATH"],
            DetachedEnvironment.Filter(variables).Select(variable => variable.Key).Order());
    }
}
