using System.Management.Automation;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Engine;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Pipeline;

/// <summary>Ctrl-C, a downstream command that has seen enough, and errors that stop: our calls end, submitted jobs go on.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Ctrl_C_during_a_wait_ends_the_calls_and_leaves_the_job()
    {
        RunningCmdlet? running = null;
        _world.Service().BeforeCall = call =>
        {
            if (call.Operation == "GetJobs")
            {
                running!.Stop();
            }

            return Task.CompletedTask;
        };

        var result = _world.Session.Run<SubmitBatchJobCommand>(
            CmdletWorld.Arguments(("Command", new object[] { "wait", "gate" }), ("Wait", true)), during: cmdlet => running = cmdlet);

        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.Empty(result.Output);
        var job = Assert.Single(_world.Run<GetBatchJobCommand>().All<BatchJob>());
        Assert.Equal(nameof(JobState.Running), job.State);
        Assert.Contains(job.Reference, Assert.Single(result.HostWarnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_submit_under_way_at_Ctrl_C_is_settled_and_its_job_named()
    {
        RunningCmdlet? running = null;
        _world.Service().AfterCall = call =>
        {
            if (call.Operation == "Submit")
            {
                running!.Stop();
            }

            return Task.CompletedTask;
        };

        var result = _world.Session.Run<SubmitBatchJobCommand>(CmdletWorld.Arguments(("Command", new object[] { "wait", "gate" })), during: cmdlet => running = cmdlet);

        Assert.IsType<PipelineStoppedException>(result.Thrown);
        var job = Assert.Single(_world.Run<GetBatchJobCommand>().All<BatchJob>());
        Assert.Contains(job.Reference, Assert.Single(result.HostWarnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_downstream_command_that_throws_gets_its_own_exception_back_after_the_calls_have_ended()
    {
        for (var index = 0; index < 3; index++)
        {
            _world.Run<SubmitBatchJobCommand>(("Command", new object[] { "true" }));
        }

        var enough = new InvalidOperationException("seen enough");
        var result = _world.Session.Run<GetBatchJobCommand>(during: cmdlet => cmdlet.Downstream = _ => throw enough);

        Assert.Same(enough, result.Thrown);
        Assert.Single(result.Output);
    }

    [Fact]
    public void What_was_submitted_when_the_first_object_was_enough_is_told_as_a_warning()
    {
        var rows = Enumerable.Range(0, 50).Select(object? (index) => PSObject.Row(("Name", $"j{index}"), ("Command", "true")));

        var result = _world.Session.Run<SubmitBatchJobCommand>(input: rows, during: cmdlet => cmdlet.Downstream = _ => throw new InvalidOperationException("seen enough"));

        Assert.IsType<InvalidOperationException>(result.Thrown);
        var submitted = _world.Run<GetBatchJobCommand>().All<BatchJob>();
        Assert.NotEmpty(submitted);
        Assert.Contains(submitted.Count == 1 ? submitted[0].Reference : $"the {submitted.Count} submitted jobs go on", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_error_ends_the_cmdlet_when_errors_stop()
    {
        var result = _world.Session.Run<GetBatchJobCommand>(
            CmdletWorld.Arguments(("Job", new object[] { "memory:mem/default/nobody1", "memory:mem/default/nobody2" })), during: cmdlet => cmdlet.StopsOnError = true);

        Assert.IsType<ActionPreferenceStopException>(result.Thrown);
        Assert.Single(result.Errors);
    }

    [Fact]
    public void An_upstream_error_ends_the_calls_and_names_what_was_submitted()
    {
        IEnumerable<object?> Upstream()
        {
            yield return PSObject.Row(("Name", "before"), ("Command", "true"));
            throw new InvalidOperationException("upstream");
        }

        var result = _world.Session.Run<SubmitBatchJobCommand>(input: Upstream());

        Assert.Equal("upstream", result.Thrown!.Message);
        var submitted = _world.Run<GetBatchJobCommand>().All<BatchJob>();
        Assert.Equal(submitted.Count, result.HostWarnings.Count(warning => submitted.Any(job => warning.Contains(job.Reference, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_stop_after_the_end_does_nothing()
    {
        RunningCmdlet? running = null;
        var result = _world.Session.Run<GetBatchJobCommand>(during: cmdlet => running = cmdlet);

        running!.Stop();

        Assert.Null(result.Thrown);
    }

    [Fact]
    public void Nothing_is_written_from_another_thread()
    {
        // The double refuses it, as PowerShell does: every other test relies on that.
        var cmdlet = new GetBatchJobCommand { Sink = null, PipelineThread = -1 };

        Assert.Throws<PSInvalidOperationException>(() => cmdlet.WriteObject("x"));
    }
}
