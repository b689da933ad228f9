using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Tests.Mapping;

public class EndMapperTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("FailureExitCode", "UserError", 1, JobCause.ExitCode)]
    [InlineData("FailureExitCode", "UserError", 137, JobCause.Signal)]
    [InlineData("FailureExitCode", "UserError", 255, JobCause.ExitCode)]
    [InlineData("failureexitcode", "usererror", 3, JobCause.ExitCode)]
    [InlineData("CommandProgramNotFound", "UserError", null, JobCause.StartError)]
    [InlineData("CommandLaunchFailed", "UserError", null, JobCause.StartError)]
    [InlineData("ContainerInvalidImage", "UserError", null, JobCause.ImagePull)]
    [InlineData("ContainerInvalidSettings", "UserError", null, JobCause.StartError)]
    [InlineData("DiskFull", "UserError", null, JobCause.DiskFull)]
    [InlineData("BlobNotFound", "UserError", null, JobCause.Staging)]
    [InlineData("FileUploadAccessDenied", "UserError", 0, JobCause.Staging)]
    [InlineData("TaskEnded", "UserError", null, JobCause.Stopped)]
    [InlineData("SomethingNew", "ServerError", null, JobCause.HostLost)]
    [InlineData("SomethingNew", "UserError", null, JobCause.StartError)]
    public void A_failure_has_its_cause(string code, string category, int? exitCode, JobCause cause) =>
        Assert.Equal(cause, EndMapper.CauseOf(Ended(code, category, exitCode)));

    [Theory]
    [InlineData("PT10S", 10, JobCause.TimedOut)]
    [InlineData("PT10S", 12, JobCause.TimedOut)]
    [InlineData("PT10S", 4, JobCause.Stopped)]
    [InlineData("P10675199DT2H48M5.4775807S", 4000, JobCause.Stopped)]
    [InlineData(null, 4000, JobCause.Stopped)]
    public void A_task_that_was_ended_ran_out_of_time_only_if_its_time_was_over(string? limit, int seconds, JobCause cause)
    {
        var task = Ended("TaskEnded", "UserError", null) with { Constraints = new TaskConstraints { MaxWallClockTime = limit } };

        Assert.Equal(cause, EndMapper.CauseOf(task with { ExecutionInfo = task.ExecutionInfo! with { EndTime = Began.AddSeconds(seconds) } }));
    }

    [Fact]
    public void The_reason_has_the_details_without_which_the_message_says_nothing()
    {
        var task = Ended("BlobNotFound", "UserError", null) with { };
        task = task with
        {
            ExecutionInfo = task.ExecutionInfo! with
            {
                FailureInfo = task.ExecutionInfo.FailureInfo! with { Message = "One of the specified Azure Blob(s) is not found", Details = [new NameValuePair { Name = "FilePath", Value = "in.txt" }] },
            },
        };

        Assert.Equal("One of the specified Azure Blob(s) is not found (FilePath: in.txt)", EndMapper.ReasonOf(task, JobCause.Staging));
    }

    [Fact]
    public void Our_own_shell_that_could_not_start_a_task_gives_no_exit_code_of_the_task()
    {
        var task = Ended("FailureExitCode", "UserError", CommandLines.StartErrorCode) with { CommandLine = CommandLines.ForScript("x", false, null).Line };

        Assert.Equal((JobCause.StartError, null), (EndMapper.CauseOf(task), EndMapper.ExitCodeOf(task)));
        Assert.Equal((JobCause.ExitCode, 243), (EndMapper.CauseOf(task with { CommandLine = "own" }), EndMapper.ExitCodeOf(task with { CommandLine = "own" })));
    }

    private static AzureTask Ended(string code, string category, int? exitCode) => new()
    {
        Id = "t",
        State = "completed",
        ExecutionInfo = new TaskExecutionInfo
        {
            StartTime = Began, EndTime = Began.AddSeconds(1), ExitCode = exitCode, Result = "failure", FailureInfo = new FailureInfo { Category = category, Code = code },
        },
    };
}
