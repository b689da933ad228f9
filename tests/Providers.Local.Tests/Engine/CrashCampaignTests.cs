using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Providers.Local.Tests.Processes.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

/// <summary>
/// The detached engine is killed at random moments under a load of everything: arrays, retries, dependencies, timeouts. A few kills here; many with
/// <c>MULTIBATCH_CRASH_KILLS=200</c>. What ran is counted by what the tasks wrote themselves, which the engine does not read.
/// </summary>
public sealed class CrashCampaignTests
{
    private const string KillsVariable = "MULTIBATCH_CRASH_KILLS";
    private const string SeedVariable = "MULTIBATCH_CRASH_SEED";
    private const int KillsOfSuite = 6;
    private const int PlainPerKill = 12;
    private const int Retried = 10;

    [SkippableFact]
    public async Task Killed_at_random_under_load_everything_ends_as_it_would_have()
    {
        Skip.If(OperatingSystem.IsWindows(), "Tasks do not outlive the engine there.");
        var kills = Number(KillsVariable) ?? KillsOfSuite;
        var seed = Number(SeedVariable) ?? Environment.TickCount;
        try
        {
            await RunAsync(kills, new Random(seed));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"With {SeedVariable}={seed}: {error.Message}", error);
        }
    }

    private static async Task RunAsync(int kills, Random random)
    {
        await using var live = new LiveEngine();
        await using var client = live.Connect();
        var mark = $"echo $MULTIBATCH_ATTEMPT_ID >> {live.PathOf("witness")}";
        var small = new ResourceSpec { VCpus = 0.1 };
        var plain = await client.SubmitAsync(EngineHarness.Shell($"{mark}; exit 0") with { Array = new ArraySpec { Size = kills * PlainPerKill }, Resources = small });
        var retried = await client.SubmitAsync(EngineHarness.Shell($"{mark}; [ $MULTIBATCH_ATTEMPT -ge 3 ]") with
        {
            Array = new ArraySpec { Size = Retried },
            Attempts = new AttemptPolicy { Max = 3, Otherwise = AttemptAction.Retry },
            Resources = small,
        });
        var last = await client.SubmitAsync(EngineHarness.Shell(mark) with { DependsOn = [new JobDependency { Job = plain.Reference.ToString() }], Resources = small });
        var never = await client.SubmitAsync(EngineHarness.Shell(mark) with
        {
            DependsOn = [new JobDependency { Job = plain.Reference.ToString(), On = DependencyCondition.Failure }],
            Resources = small,
        });
        var timed = await client.SubmitAsync(EngineHarness.Shell($"{mark}; exec sleep 1000") with { Timeout = TimeSpan.FromSeconds(3), Resources = small });

        for (var kill = 0; kill < kills; kill++)
        {
            // Between "just begun" and "in the middle of it".
            var goal = Math.Min(live.Lines("witness").Length + random.Next(0, 2 * PlainPerKill), (kills * PlainPerKill) - 1);
            await Eventually.TrueAsync(() => live.Lines("witness").Length >= goal, "the tasks to go on");
            await Task.Delay(random.Next(0, 30));
            Assert.NotNull(await live.KillAsync());
            await client.GetJobAsync(plain.Reference).WaitAsync(EngineHarness.Patience);
        }

        foreach (var job in new[] { plain, retried, last })
        {
            Assert.Equal(JobState.Succeeded, (await client.WaitAsync(job.Reference).WaitAsync(EngineHarness.Patience)).State);
        }

        var cancelled = await client.WaitAsync(never.Reference).WaitAsync(EngineHarness.Patience);
        Assert.Equal((JobState.Cancelled, JobCause.DependencyFailed), (cancelled.State, cancelled.Cause!.Value));
        var timedOut = await client.WaitAsync(timed.Reference).WaitAsync(EngineHarness.Patience);
        Assert.Equal((JobState.Failed, JobCause.TimedOut), (timedOut.State, timedOut.Cause!.Value));

        // Every attempt that executed did so once and is recorded with its true end; no other is recorded as if it had.
        var recorded = new List<string>();
        recorded.AddRange(Ids([await client.GetJobAsync(last.Reference), timedOut]));
        recorded.AddRange(Ids(await ChildrenAsync(client, plain)));
        foreach (var child in await ChildrenAsync(client, retried))
        {
            var ran = child.Attempts.Where(HasRun).ToList();
            Assert.Equal([1, 1, 0], ran.Select(attempt => attempt.ExitCode));
            recorded.AddRange(Ids([child]));
        }

        var witnessed = live.Lines("witness").Select(line => line.Split(':', '/')[^1]).ToList();
        Assert.Equal(witnessed.Count, witnessed.Distinct().Count());
        Assert.Equal(recorded.Order(StringComparer.Ordinal), witnessed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Ids(IEnumerable<Job> jobs) =>
        jobs.SelectMany(job => job.Attempts).Where(HasRun).Select(attempt => Path.GetFileName(attempt.LogStream!));

    // An engine that died between the record of a start and its first step leaves an attempt of which nothing ran.
    private static bool HasRun(JobAttempt attempt) => attempt.Cause != JobCause.HostLost;

    private static async Task<List<Job>> ChildrenAsync(BatchClient client, Job array)
    {
        var children = new List<Job>();
        await foreach (var child in client.ListChildrenAsync(array.Reference))
        {
            children.Add(child);
        }

        return children;
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
