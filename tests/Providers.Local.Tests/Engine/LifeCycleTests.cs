using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Local.Tests.Engine.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class LifeCycleTests
{
    [Fact]
    public async Task A_job_runs_and_its_output_is_kept_apart()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("echo out; echo err >&2; printf tail"));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(0, job.ExitCode);
        Assert.Equal((1, 1), (job.Run, job.Attempt));
        Assert.NotNull(job.StartedAt);
        Assert.True(job.EndedAt >= job.StartedAt && job.StartedAt >= job.SubmittedAt);
        var attempt = Assert.Single(job.Attempts);
        Assert.Equal(JobState.Succeeded, attempt.State);
        Assert.Equal(Environment.MachineName, attempt.Machine);
        Assert.Equal("out\ntail", await harness.OutputAsync(job.Reference));
        Assert.Equal("err\n", await harness.OutputAsync(job.Reference, LogStreamKind.Error));
    }

    [Fact]
    public async Task An_exit_code_is_a_failure_with_its_cause()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("exit 7"));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(7, job.ExitCode);
        Assert.Equal(JobCause.ExitCode, job.Cause);
        Assert.Contains("7", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_a_start_error_and_no_exit_code()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Command("no-such-program-anywhere"));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(JobCause.StartError, job.Cause);
        Assert.Null(job.ExitCode);
        Assert.Contains("no-such-program-anywhere", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_is_told_from_an_exit_code()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("kill -9 $$"));

        Assert.Equal(JobCause.Signal, job.Cause);
        Assert.Equal(137, job.ExitCode);
        Assert.Equal(9, job.Attempts[0].Signal);
    }

    [Fact]
    public async Task A_submission_id_makes_one_job()
    {
        await using var harness = await EngineHarness.StartAsync();
        const string Id = "01jb0000000000000000000001";

        var first = await harness.SubmitAsync(EngineHarness.Shell("echo x >> " + harness.PathOf("witness")), Id);
        await harness.EndOfAsync(first);
        await harness.RestartAsync();
        var second = await harness.SubmitAsync(EngineHarness.Shell("echo y >> " + harness.PathOf("witness")), Id);

        Assert.Equal(first.Reference, second.Reference);
        Assert.Equal(JobState.Succeeded, second.State);
        Assert.Equal("x\n", await File.ReadAllTextAsync(harness.PathOf("witness")));
    }

    [Fact]
    public async Task A_task_finds_its_variables_and_nothing_of_the_host()
    {
        Environment.SetEnvironmentVariable("MULTIBATCH_TEST_HOST_SECRET", "leaked");
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("env") with
        {
            Env = new Dictionary<string, string> { ["GREETING"] = "a=b c" },
        });

        var lines = (await harness.OutputAsync(job.Reference)).Split('\n');
        Assert.Contains("GREETING=a=b c", lines);
        Assert.Contains($"MULTIBATCH_JOB_ID={job.Reference.Id}", lines);
        Assert.Contains("MULTIBATCH_ARRAY_INDEX=0", lines);
        Assert.Contains("MULTIBATCH_ARRAY_SIZE=1", lines);
        Assert.Contains("MULTIBATCH_ATTEMPT=1", lines);
        Assert.DoesNotContain(lines, line => line.Contains("leaked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_runs_through_its_first_line()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(new JobSpec { Name = "s", Queue = "default", Script = "#!/bin/sh\necho $((6 * 7))\n" });

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal("42\n", await harness.OutputAsync(job.Reference));
    }

    [Fact]
    public async Task A_job_and_its_history_outlive_the_engine()
    {
        await using var harness = await EngineHarness.StartAsync();
        var job = await harness.RunAsync(EngineHarness.Shell("echo kept; exit 3") with
        {
            Name = "durable",
            Labels = new Dictionary<string, string> { ["team"] = "blue" },
            Attempts = new AttemptPolicy { Max = 2 },
        });

        await harness.RestartAsync();

        var again = await harness.GetAsync(job);
        Assert.Equal(job.Progress, again.Progress);
        Assert.Equal("durable", again.Name);
        Assert.Equal("blue", again.Labels["team"]);
        Assert.Equal(job.Attempts, again.Attempts);
        Assert.Equal(2, again.Attempts.Count);
        Assert.Equal("kept\n", await harness.OutputAsync(again.Reference));
    }
}
