using System.Management.Automation;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Jobs;

public sealed class WaitStopRestartTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Each_job_is_written_once_as_it_ends()
    {
        var jobs = Enumerable.Range(0, 5).Select(object? (index) => Submit("true")).ToList();

        var ended = _world.Pipe<WaitBatchJobCommand>(jobs).All<BatchJob>();

        Assert.Equal(jobs.Cast<BatchJob>().Select(job => job.Reference).Order(), ended.Select(job => job.Reference).Order());
        Assert.All(ended, job => Assert.Equal(nameof(JobState.Succeeded), job.State));
    }

    [Fact]
    public void Any_is_content_with_the_first_and_leaves_the_others()
    {
        var slow = Submit("wait", "gate");
        var quick = Submit("true");

        var ended = _world.Pipe<WaitBatchJobCommand>([slow, quick], ("Any", true)).All<BatchJob>().Single();

        Assert.Equal(quick.Reference, ended.Reference);
        Assert.Equal(nameof(JobState.Running), _world.Run<GetBatchJobCommand>(("Job", slow)).All<BatchJob>().Single().State);
    }

    [Fact]
    public void Time_that_is_up_is_an_error_for_each_job_that_goes_on()
    {
        var slow = Submit("wait", "gate");
        var quick = Submit("true");

        var result = _world.Pipe<WaitBatchJobCommand>([slow, quick], ("Timeout", "250ms"));

        Assert.Equal(quick.Reference, result.Single<BatchJob>().Reference);
        var error = result.Error("WaitTimedOut");
        Assert.Equal(ErrorCategory.OperationTimeout, error.Category);
        Assert.Same(slow, error.TargetObject);
    }

    [Fact]
    public void Progress_counts_and_is_taken_away_at_the_end()
    {
        var array = _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }), ("ArraySize", 20)).All<BatchJob>().Single();

        var result = _world.Run<WaitBatchJobCommand>(("Job", array));

        Assert.NotEmpty(result.Progress);
        Assert.Contains("of 20 ended", result.Progress[^2].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress.Select(record => record.ActivityId).Distinct());
    }

    [Fact]
    public void Stopping_asks_asks_the_service_and_passes_the_job_through()
    {
        var job = Submit("wait", "gate");

        var result = _world.Run<StopBatchJobCommand>(("Job", job), ("Reason", "wrong input"), ("PassThru", true));

        Assert.Equal([$"Stop job: {job.Reference}"], result.Questions);
        var stopped = Assert.Single(_world.Run<WaitBatchJobCommand>(("Job", result.Single<BatchJob>())).All<BatchJob>());
        Assert.Equal(nameof(JobState.Cancelled), stopped.State);
    }

    [Fact]
    public void Whatif_stops_nothing()
    {
        var job = Submit("wait", "gate");

        _world.Run<StopBatchJobCommand>(("Job", job), ("WhatIf", true), ("Force", true)).All<object>();

        Assert.DoesNotContain(_world.Service().Calls, call => call.Operation == "StopJobs");
    }

    [Fact]
    public void Force_skips_the_prompt()
    {
        var job = Submit("wait", "gate");

        var result = _world.Run<StopBatchJobCommand>(("Job", job), ("Force", true));

        Assert.Empty(result.Questions);
        Assert.Contains(_world.Service().Calls, call => call.Operation == "StopJobs");
    }

    [Fact]
    public void A_stop_that_fails_is_an_error_of_its_job_alone()
    {
        var first = Submit("wait", "gate");
        var second = Submit("wait", "gate");
        _world.Service().ItemFault = (operation, item) =>
            operation == "Stop" && item.Contains(first.Id, StringComparison.Ordinal) ? new BatchException(BatchErrorCode.PermissionDenied, "not yours") : null;

        var result = _world.Pipe<StopBatchJobCommand>([first, second]);

        Assert.Same(first, result.Error("PermissionDenied").TargetObject);
        Assert.Equal(nameof(JobState.Cancelled), _world.Run<WaitBatchJobCommand>(("Job", second)).All<BatchJob>().Single().State);
    }

    [Fact]
    public void Restart_runs_what_failed_again()
    {
        var array = _world.Run<SubmitBatchJobCommand>(("Script", "fail-first 1 m{index} 3"), ("ArraySize", 3), ("Wait", true)).All<BatchJob>().Single();
        Assert.Equal(nameof(JobState.Failed), array.State);

        var result = _world.Run<RestartBatchJobCommand>(("Job", array), ("Wait", true));

        Assert.Equal(nameof(JobState.Succeeded), result.Single<BatchJob>().State);
        Assert.Equal([$"Restart what failed of job: {array.Reference}"], result.Questions);
    }

    [Fact]
    public void Restart_of_what_did_not_fail_is_a_conflict()
    {
        var job = _world.Run<WaitBatchJobCommand>(("Job", Submit("true"))).All<BatchJob>().Single();

        _world.Run<RestartBatchJobCommand>(("Job", job)).Error("JobConflict");
    }

    private BatchJob Submit(params object[] command) => _world.Run<SubmitBatchJobCommand>(("Command", command)).All<BatchJob>().Single();
}
