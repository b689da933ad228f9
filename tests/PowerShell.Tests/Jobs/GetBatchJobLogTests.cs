using MultiBatch.Logs;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.PowerShell.Logs;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Jobs;

public sealed class GetBatchJobLogTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Lines_are_text()
    {
        Assert.Equal(["one", "two"], _world.Run<GetBatchJobLogCommand>(("Job", Submit("echo one\necho two"))).All<string>());
    }

    [Fact]
    public void Objects_tell_where_a_line_is_from()
    {
        var line = _world.Run<GetBatchJobLogCommand>(("Job", Submit("err oops", size: 2)), ("AsObject", true)).All<BatchLogLine>()[1];

        Assert.Equal((1, nameof(LogStreamKind.Error), "oops"), (line.Index!.Value, line.Stream, line.Text));
        Assert.Contains("\"stream\":\"error\"", line.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tail_begins_before_the_end()
    {
        Assert.Equal(["three"], _world.Run<GetBatchJobLogCommand>(("Job", Submit("echo one\necho two\necho three")), ("Tail", 1)).All<string>());
    }

    [Fact]
    public void An_attempt_and_all_of_them_contradict_each_other()
    {
        Assert.Equal("InvalidInput", _world.Run<GetBatchJobLogCommand>(("Job", Submit("true")), ("Attempt", 1), ("AllAttempts", true)).TerminatingId);
    }

    [Fact]
    public void A_log_that_is_not_there_is_an_error_and_the_others_come()
    {
        var result = _world.Pipe<GetBatchJobLogCommand>(["memory:mem/default/nobody", Submit("echo one")]);

        Assert.Equal("one", result.Single<string>());
        result.Error("JobNotFound");
    }

    private BatchJob Submit(string script, int? size = null) =>
        _world.Run<SubmitBatchJobCommand>([("Script", script), ("Wait", true), .. size is null ? Array.Empty<(string, object?)>() : [("ArraySize", size)]]).All<BatchJob>().Single();
}
