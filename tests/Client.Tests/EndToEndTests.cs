using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Jobs;
using MultiBatch.Reading;
using MultiBatch.Waiting;

namespace MultiBatch.Client.Tests;

/// <summary>The client against the simulated service: what somebody does with a job, from plan to restart.</summary>
public sealed class EndToEndTests
{
    [Fact]
    public async Task A_job_is_submitted_waited_for_and_read()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        var job = await client.SubmitAsync(new JobSpec { Command = ["echo", "hello"] });
        var ended = await client.WaitAsync(job.Reference);
        var lines = await client.ReadLogAsync(job.Reference).ToListAsync();

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal("echo", ended.Name);
        Assert.Equal("default", ended.Queue);
        Assert.Equal(["hello"], lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Jobs_that_name_each_other_run_in_order()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        JobSpec[] specs =
        [
            new() { Name = "verify", Command = ["echo", "verified"], DependsOn = [new JobDependency { Job = "sum" }] },
            new() { Name = "sum", Command = ["echo", "summed"], Array = new ArraySpec { Size = 5 } },
        ];
        var outcomes = await client.SubmitManyAsync(specs).ToListAsync();
        var ended = await client.WaitManyAsync(outcomes.Select(outcome => outcome.Job!.Reference)).ToListAsync();

        Assert.Equal([1, 0], outcomes.Select(outcome => outcome.Ordinal));
        Assert.All(ended, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Equal(["sum", "verify"], ended.Select(job => job.Name));
    }

    [Fact]
    public async Task Children_of_an_array_are_listed_told_of_and_read_by_index()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        var job = await client.SubmitAsync(new JobSpec { Command = ["echo", "child"], Array = new ArraySpec { Size = 12 } });
        var told = new List<Job>();
        await client.WaitAsync(job.Reference, new WaitOptions { IncludeChildren = true, Progress = new Sink<Job>(told.Add) });
        var children = await client.ListChildrenAsync(job.Reference).ToListAsync();
        var lines = await client.ReadLogAsync(job.Reference).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 12), children.Select(child => child.Index!.Value));
        Assert.Equal(Enumerable.Range(0, 12), lines.Select(line => line.Job.Index!.Value));
        Assert.Equal(12, told.Where(one => one.Index is not null && one.State == JobState.Succeeded).Select(one => one.Index).Distinct().Count());
    }

    [Fact]
    public async Task A_job_that_was_stopped_can_be_restarted()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        var job = await client.SubmitAsync(new JobSpec { Command = ["sleep", "1000"] });
        await client.StopAsync(job.Reference, "changed my mind");
        var stopped = await client.WaitAsync(job.Reference);
        var restarted = await client.RestartAsync(job.Reference);

        Assert.Equal(JobState.Cancelled, stopped.State);
        Assert.False(restarted.Job.State.IsTerminal());
        Assert.True(restarted.Job.Run > stopped.Run);
    }

    [Fact]
    public async Task A_log_is_followed_over_attempts_until_the_job_ends()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        var job = await client.SubmitAsync(new JobSpec { Script = "echo try\nsleep 3\nexit 1", Attempts = new AttemptPolicy { Max = 3 } });
        var lines = await client.ReadLogAsync(job.Reference, new LogOptions { Follow = true, AllAttempts = true }).ToListAsync();

        Assert.Equal(["try", "try", "try"], lines.Select(line => line.Text));
        Assert.Equal([1, 2, 3], lines.Select(line => line.Job.Attempt!.Value));
    }

    [Fact]
    public async Task What_nobody_knows_is_not_found()
    {
        await using var simulated = new Simulated();
        var client = simulated.Client;
        var error = await Assert.ThrowsAsync<BatchException>(() => client.GetJobAsync(JobReference.Parse("memory:0000")));

        Assert.Equal(BatchErrorCode.NotFound, error.Code);
        Assert.Null(await client.FindJobAsync(JobReference.Parse("memory:0000")));
    }
}
