using System.Text.Json;

namespace MultiBatch.Cli.Tests.Processes;

/// <summary>The command as somebody in a shell meets it: real processes, the detached engine, real jobs.</summary>
public sealed class CommandProcessTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [SkippableFact]
    public async Task The_demo_runs_a_batch_and_says_what_to_do_next()
    {
        Skip.If(OperatingSystem.IsWindows(), "the example is a POSIX shell script");
        var run = await _shell.RunAsync("demo");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Equal(4, run.Out.Split("25/25").Length - 1);
        Assert.Contains("aws (emu)", run.Out, StringComparison.Ordinal);
        Assert.Contains("azure (emu)", run.Out, StringComparison.Ordinal);
        Assert.Contains("google (emu)", run.Out, StringComparison.Ordinal);
        Assert.Contains("/timeout: rounded 30s -> 1m", run.Out, StringComparison.Ordinal);
        Assert.Contains("Same output everywhere: yes", run.Out, StringComparison.Ordinal);
        var next = run.Out.Split('\n').Single(line => line.Contains("job logs", StringComparison.Ordinal)).Split("./multibatch ")[1].Trim().Split(' ');
        var logs = await _shell.RunAsync(next);
        Assert.Equal(0, logs.ExitCode);
        Assert.Matches("^[0-9a-f]{64}  ", logs.Out);
    }

    [SkippableFact]
    public async Task A_job_that_fails_makes_exit_code_1_and_json_says_why()
    {
        Skip.If(OperatingSystem.IsWindows(), "the job is a POSIX shell script");
        var run = await _shell.RunAsync("submit", "--wait", "--output", "json", "--name", "two words", "--", "sh", "-c", "echo out; exit 3");

        Assert.Equal(1, run.ExitCode);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal("failed", document.RootElement.GetProperty("state").GetString());
        Assert.Equal(3, document.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal("two words", document.RootElement.GetProperty("name").GetString());
    }

    [SkippableFact]
    public async Task An_interrupt_ends_the_waiting_and_not_the_job()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are POSIX");
        var gate = Path.Combine(_shell.Home, "gate");
        using var waiting = _shell.Start("submit", "--wait", "--", "sh", "-c", $"while [ ! -e '{gate}' ]; do sleep 0.05; done; echo through");
        var reference = (await waiting.StandardError.ReadLineAsync())!.Split(' ')[1];

        Shell.Interrupt(waiting);
        var interrupted = await Shell.EndAsync(waiting);
        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("multibatch job wait " + reference, interrupted.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(gate, string.Empty);
        var waited = await _shell.RunAsync("job", "wait", reference);
        Assert.True(waited.ExitCode == 0, waited.Error);
        Assert.Equal("through\n", (await _shell.RunAsync("job", "logs", reference)).Out);
    }

    [Fact]
    public async Task Bad_input_ends_with_2_before_anything_is_started()
    {
        var run = await _shell.RunAsync("submit", "--memory", "4", "--", "true");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--memory", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shell.Home));
    }

    [Fact]
    public async Task A_rejected_plan_ends_with_2_and_names_the_field_and_the_way_out()
    {
        var run = await _shell.RunAsync("plan", "--image", "alpine:3", "--", "true");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/image", run.Out, StringComparison.Ordinal);
        Assert.Contains("instead:", run.Out, StringComparison.Ordinal);
        var submit = await _shell.RunAsync("submit", "--image", "alpine:3", "--", "true");
        Assert.Equal(2, submit.ExitCode);
        Assert.Contains("/image", submit.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Two_shells_at_once_lose_nothing()
    {
        Skip.If(OperatingSystem.IsWindows(), "the job is a POSIX command");
        var file = Path.Combine(_shell.Home, "many.json");
        var jobs = string.Join(',', Enumerable.Range(0, 50).Select(index => $$$"""{"name":"j{{{index}}}","command":["true"],"resources":{"vcpus":0.1}}"""));
        await File.WriteAllTextAsync(file, $$"""{"version":1,"jobs":[{{jobs}}]}""");

        var runs = await Task.WhenAll(_shell.RunAsync("submit", file, "--wait"), _shell.RunAsync("submit", file, "--wait"));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Error));
        var list = await _shell.RunAsync("job", "list", "--state", "succeeded", "--output", "json");
        using var document = JsonDocument.Parse(list.Out);
        Assert.Equal(100, document.RootElement.EnumerateArray().Select(job => job.GetProperty("reference").GetString()).Distinct().Count());
    }
}
