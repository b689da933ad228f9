using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Tests.Mapping;

public sealed class EndTests
{
    [Theory]
    [InlineData(1, "Script", JobCause.ExitCode, 1, null)]
    [InlineData(127, "Script", JobCause.ExitCode, 127, null)]
    [InlineData(127, "Container", JobCause.ExitCode, 127, null)]
    [InlineData(137, "Container", JobCause.Signal, 137, 9)]
    [InlineData(193, "Script", JobCause.ExitCode, 193, null)]
    [InlineData(243, "Launcher", JobCause.StartError, null, null)]
    [InlineData(243, "Script", JobCause.ExitCode, 243, null)]
    [InlineData(50000, "Script", null, null, null)]
    [InlineData(50001, "Script", JobCause.Preempted, null, null)]
    [InlineData(50002, "Script", JobCause.HostLost, null, null)]
    [InlineData(50003, "Script", JobCause.HostLost, null, null)]
    [InlineData(50004, "Script", JobCause.HostLost, null, null)]
    [InlineData(50005, "Script", JobCause.TimedOut, null, null)]
    [InlineData(50006, "Script", JobCause.HostLost, null, null)]
    public void A_code_has_a_cause(int code, string start, JobCause? cause, int? exitCode, int? signal)
    {
        var end = TaskEnd.Of(code, "why", Enum.Parse<TaskStart>(start));

        Assert.Equal((cause, exitCode, signal), (end.Cause, end.ExitCode, end.Signal));
        Assert.NotNull(end.Reason);
    }

    [Fact]
    public void Without_a_code_there_is_the_text() => Assert.Equal(new TaskEnd { Reason = "why" }, TaskEnd.Of(null, "why", TaskStart.Script));
}
