using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class EndMapperTests
{
    [Theory]
    // The platform's own words go before any exit code.
    [InlineData(1, null, "Host EC2 (instance i-0123456789abcdef0) terminated.", JobCause.HostLost)]
    [InlineData(137, null, "Your Spot Task was interrupted.", JobCause.Preempted)]
    [InlineData(137, "OutOfMemoryError: Container killed due to memory usage", "Essential container in task exited", JobCause.OutOfMemory)]
    [InlineData(null, "CannotPullContainerError: pull access denied for example/none", "Task failed to start", JobCause.ImagePull)]
    [InlineData(null, "CannotPullImageManifestError: no such manifest", "Task failed to start", JobCause.ImagePull)]
    [InlineData(127, "CannotStartContainerError: exec: \"nope\": executable file not found in $PATH", "Task failed to start", JobCause.StartError)]
    [InlineData(null, "CannotCreateContainerError: no such volume", "Task failed to start", JobCause.StartError)]
    [InlineData(null, null, "ResourceInitializationError: unable to pull secrets or registry auth", JobCause.StartError)]
    [InlineData(137, null, "Job attempt duration exceeded timeout", JobCause.TimedOut)]
    [InlineData(null, "CannotPullContainerError: write /x: no space left on device", null, JobCause.DiskFull)]
    [InlineData(null, null, "Dependent Job failed", JobCause.DependencyFailed)]
    // A bare 137 is a signal: nobody of the platform says that memory was short.
    [InlineData(137, null, "Essential container in task exited", JobCause.Signal)]
    [InlineData(143, null, "Essential container in task exited", JobCause.Signal)]
    [InlineData(129, null, null, JobCause.Signal)]
    [InlineData(192, null, null, JobCause.Signal)]
    [InlineData(128, null, null, JobCause.ExitCode)]
    [InlineData(193, null, null, JobCause.ExitCode)]
    [InlineData(1, null, "Essential container in task exited", JobCause.ExitCode)]
    [InlineData(127, null, "Essential container in task exited", JobCause.ExitCode)]
    [InlineData(243, null, "Essential container in task exited", JobCause.ExitCode)]
    [InlineData(0, null, null, null)]
    [InlineData(null, null, "Something new", null)]
    [InlineData(null, null, null, null)]
    public void A_cause_follows_from_texts_and_exit_code(int? exitCode, string? containerReason, string? statusReason, JobCause? expected) =>
        Assert.Equal(expected, EndMapper.CauseOf(exitCode, containerReason, statusReason, hasPrelude: false));

    [Fact]
    public void The_code_of_the_prelude_means_that_the_task_never_began() =>
        Assert.Equal(JobCause.StartError, EndMapper.CauseOf(Prelude.StartErrorCode, null, "Essential container in task exited", hasPrelude: true));

    [Theory]
    [InlineData(true, false, "stopped", true)]
    [InlineData(false, true, "stopped", true)]
    [InlineData(null, null, "Dependent Job failed", true)]
    [InlineData(false, false, "Essential container in task exited", false)]
    [InlineData(null, null, null, false)]
    public void What_was_called_off_did_not_fail(bool? isCancelled, bool? isTerminated, string? reason, bool expected) =>
        Assert.Equal(expected, EndMapper.IsCancelled(isCancelled, isTerminated, reason));

    [Theory]
    [InlineData("Essential container in task exited", null, 3, "the task ended with exit code 3")]
    [InlineData("Task failed to start", "CannotPullContainerError: denied", null, "Task failed to start: CannotPullContainerError: denied")]
    [InlineData("same", "same", null, "same")]
    [InlineData(null, "only this", null, "only this")]
    [InlineData(null, null, null, null)]
    public void Reasons_are_said_once(string? status, string? container, int? exitCode, string? expected) =>
        Assert.Equal(expected, EndMapper.Join(status, container, exitCode));
}
