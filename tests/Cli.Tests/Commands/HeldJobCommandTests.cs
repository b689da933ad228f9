using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Tests.Support;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Tests.Commands;

/// <summary>Held jobs from the command line: refused, allowed, supervised, waited for.</summary>
public sealed class HeldJobCommandTests
{
    private readonly HeldClients _clients = new();

    [Fact]
    public async Task A_held_job_is_refused_with_the_ways_out()
    {
        var before = await SubmitAsync("--", "true");

        var refused = await CliRun.RunAsync(_clients, "submit", "--depends-on", before.Reference.ToString(), "--", "true");

        Assert.Equal(ExitCodes.InvalidInput, refused.ExitCode);
        Assert.Contains("--wait", refused.Error);
        Assert.Contains("--allow-held", refused.Error);
    }

    [Fact]
    public async Task A_held_job_that_is_allowed_starts_under_supervision()
    {
        var before = await SubmitAsync("--", "true");

        var submitted = await CliRun.RunAsync(_clients, "submit", "--name", "after", "--allow-held", "--depends-on", before.Reference.ToString(), "--", "mark", "ran");
        var listed = await CliRun.RunAsync(_clients, "job", "list");
        var ranBefore = _clients.Service.World.CountMarks("ran");
        var supervised = await CliRun.RunAsync(_clients, "job", "supervise");
        var reference = submitted.Error.Split(' ')[1];
        var waited = await CliRun.RunAsync(_clients, "job", "wait", reference);
        var again = await CliRun.RunAsync(_clients, "job", "supervise");

        Assert.Equal((ExitCodes.Done, 0), (submitted.ExitCode, ranBefore));
        Assert.Contains("starts only while a client runs: multibatch job supervise", submitted.Error);
        Assert.Contains("after", listed.Out);
        Assert.Equal((ExitCodes.Done, ExitCodes.Done, ExitCodes.Done), (supervised.ExitCode, waited.ExitCode, again.ExitCode));
        Assert.Contains("after:", supervised.Error);
        Assert.Contains("no held job is left", again.Error);
        Assert.Equal(1, _clients.Service.World.CountMarks("ran"));
    }

    [Theory]
    [InlineData("--wait")]
    [InlineData("--follow")]
    public async Task Waiting_for_a_held_job_starts_it(string how)
    {
        var before = await SubmitAsync("--", "true");

        var run = await CliRun.RunAsync(_clients, "submit", how, "--depends-on", before.Reference.ToString(), "--", "echo", "hello");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Equal(how == "--follow", run.Error.Contains("hello", StringComparison.Ordinal));
    }

    private async Task<Job> SubmitAsync(params string[] options)
    {
        var run = await CliRun.RunAsync(_clients, ["submit", "--output", "json", .. options]);
        Assert.True(run.ExitCode == ExitCodes.Done, run.Error);
        return BatchJson.ReadJob(System.Text.Encoding.UTF8.GetBytes(run.Out));
    }
}
