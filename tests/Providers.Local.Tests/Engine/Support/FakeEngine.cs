using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>An engine whose attempts and whose clock a test leads.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private FakeEngine(EngineHarness harness, FakeLauncher launcher, ManualTimeProvider time)
    {
        Harness = harness;
        Launcher = launcher;
        Time = time;
    }

    public EngineHarness Harness { get; }

    public FakeLauncher Launcher { get; }

    public ManualTimeProvider Time { get; }

    /// <param name="vCpus">What the default environment has.</param>
    /// <param name="memory">And its memory.</param>
    /// <param name="configure">Further options.</param>
    public static async Task<FakeEngine> StartAsync(double vCpus = 1, ByteSize? memory = null, Func<EngineOptions, EngineOptions>? configure = null)
    {
        var launcher = new FakeLauncher();
        var time = new ManualTimeProvider();
        var harness = await EngineHarness.StartAsync(options =>
        {
            options = options with { Time = time, Launcher = () => launcher };
            return configure?.Invoke(options) ?? options;
        });
        await harness.PutEnvironmentAsync(
            new ComputeEnvironmentSpec { Name = "default", MaxVCpus = vCpus, MaxMemory = memory ?? ByteSize.FromGibibytes(64) },
            isUpdate: true);
        return new FakeEngine(harness, launcher, time);
    }

    /// <summary>A job that its attempt is recognised by.</summary>
    public static JobSpec Job(string name, double? vCpus = null, ByteSize? memory = null, string queue = "default") => new()
    {
        Name = name,
        Queue = queue,
        Command = [name],
        Resources = new ResourceSpec { VCpus = vCpus, Memory = memory },
    };

    public Task<Job> SubmitAsync(JobSpec spec) => Harness.SubmitAsync(spec);

    /// <summary>Submits jobs one after the other.</summary>
    public async Task<IReadOnlyList<Job>> SubmitAsync(params JobSpec[] specs)
    {
        var jobs = new List<Job>();
        foreach (var spec in specs)
        {
            jobs.Add(await Harness.SubmitAsync(spec));
        }

        return jobs;
    }

    /// <summary>Returns when the engine has done everything that follows from what was said to it so far.</summary>
    public async Task SettleAsync()
    {
        // A launch takes a turn to be planned, one to be made durable and one to be reported.
        for (var turn = 0; turn < 4; turn++)
        {
            await Harness.Engine.GetJobsAsync(new GetJobsRequest { References = [] }, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Harness.Engine.ShutdownAsync(new ShutdownRequest { Mode = ShutdownMode.LeaveRunning }, CancellationToken.None);
        await Harness.DisposeAsync();
    }
}
