using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.ChildProcesses;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

/// <summary>
/// The detached engine, really killed, and shells that meet at it. What ran is counted by what the tasks wrote themselves: one line is one
/// write, and so are two at the same time.
/// </summary>
public sealed class SurvivalTests
{
    [SkippableFact]
    public async Task Killed_twenty_times_in_an_array_of_a_thousand_every_child_ends_once()
    {
        const int Kills = 20;
        const int Size = 1000;
        Skip.If(OperatingSystem.IsWindows(), "Tasks do not outlive the engine there.");
        await using var live = new LiveEngine();
        await using var client = live.Connect();
        var spec = EngineHarness.Shell($"echo $MULTIBATCH_ATTEMPT_ID >> {live.PathOf("witness")}") with
        {
            Array = new ArraySpec { Size = Size },
            Attempts = new AttemptPolicy { Max = 50, Rules = [new AttemptRule { Causes = [JobCause.HostLost], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail },
        };
        var job = await client.SubmitAsync(spec);
        var random = new Random(20261121);
        var killed = new HashSet<int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            // Somewhere in the middle of the work, wherever that is.
            var goal = Math.Min(live.Lines("witness").Length + random.Next(1, Size / Kills), Size - 1);
            await Eventually.TrueAsync(() => live.Lines("witness").Length >= goal, "the tasks to go on");
            Assert.True(await live.KillAsync() is { } id && killed.Add(id));

            // Whoever comes next finds the next engine.
            Assert.Equal(Size, (await client.GetJobAsync(job.Reference).WaitAsync(EngineHarness.Patience)).ArraySize);
        }

        var end = await client.WaitAsync(job.Reference).WaitAsync(EngineHarness.Patience);

        Assert.Equal(JobState.Succeeded, end.State);
        Assert.Equal(Size, end.Children![JobState.Succeeded]);
        var recorded = new List<string>();
        await foreach (var child in client.ListChildrenAsync(job.Reference))
        {
            Assert.Equal(JobState.Succeeded, child.State);
            recorded.AddRange(child.Attempts.Where(attempt => attempt.State == JobState.Succeeded).Select(attempt => Path.GetFileName(attempt.LogStream!)));
        }

        // The shells that record the ends were never killed, so nothing that ran was lost and nothing ran again.
        var ran = live.Lines("witness").Select(mark => mark.Split(':', '/')[^1]).ToList();
        Assert.Equal(Size, recorded.Count);
        Assert.Equal(recorded.Order(StringComparer.Ordinal), ran.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Two_shells_that_submit_a_thousand_jobs_each_at_once_lose_none()
    {
        const int Each = 1000;
        Skip.If(OperatingSystem.IsWindows(), "The jobs are shell scripts.");
        await using var live = new LiveEngine();
        var script = $"echo $MULTIBATCH_JOB_ID >> {live.PathOf("witness")}";
        using var first = ChildProcess.Start(SubmittingShellRole.Name, live.State, $"{Each}", script);
        using var second = ChildProcess.Start(SubmittingShellRole.Name, live.State, $"{Each}", script);
        Assert.Equal("ready", await first.ReadLineAsync());
        Assert.Equal("ready", await second.ReadLineAsync());

        await first.SendAsync("go");
        await second.SendAsync("go");

        Assert.Equal($"{Each}", await first.ReadLineAsync());
        Assert.Equal($"{Each}", await second.ReadLineAsync());
        await using var client = live.Connect();
        var jobs = new List<Job>();
        await foreach (var job in client.ListJobsAsync())
        {
            jobs.Add(job);
        }

        Assert.Equal(2 * Each, jobs.Select(job => job.Reference.Id).Distinct().Count());
        await foreach (var end in client.WaitManyAsync(jobs.Select(job => job.Reference)))
        {
            Assert.Equal(JobState.Succeeded, end.State);
        }

        Assert.Equal(jobs.Select(job => job.Reference.Id).Order(StringComparer.Ordinal), live.Lines("witness").Order(StringComparer.Ordinal));
    }
}
