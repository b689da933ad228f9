using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Local.Engine;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local.Tests.Engine.Support;

/// <summary>An engine on a folder of its own, which can be ended and begun anew.</summary>
internal sealed class EngineHarness : IAsyncDisposable
{
    /// <summary>Far more than anything here takes, also on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Func<EngineOptions, EngineOptions> _configure;

    private EngineHarness(Func<EngineOptions, EngineOptions> configure)
    {
        _configure = configure;
        Folder = Directory.CreateTempSubdirectory("multibatch-engine-").FullName;
        State = Path.Combine(Folder, "state");
    }

    /// <summary>Removed in the end; the state folder is in it, and there is room for what jobs write.</summary>
    public string Folder { get; }

    public string State { get; }

    public LocalEngine Engine { get; private set; } = null!;

    public static async Task<EngineHarness> StartAsync(Func<EngineOptions, EngineOptions>? configure = null)
    {
        var harness = new EngineHarness(configure ?? (options => options));
        await harness.OpenAsync();
        return harness;
    }

    public static JobSpec Command(params string[] command) => new() { Name = "test", Queue = "default", Command = command };

    public static JobSpec Shell(string script) => Command("/bin/sh", "-c", script);

    public static JobReference Reference(Job job) => job.Reference;

    public async Task OpenAsync(Func<EngineOptions, EngineOptions>? configure = null) =>
        Engine = await LocalEngine.OpenAsync(
            (configure ?? _configure)(new EngineOptions { StateFolder = State, LaunchPath = LaunchPath.Best }),
            CancellationToken.None);

    /// <summary>Ends the engine, leaving what runs alone, and begins another one.</summary>
    public async Task RestartAsync(Func<EngineOptions, EngineOptions>? configure = null)
    {
        await Engine.DisposeAsync();
        await OpenAsync(configure);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async Task<Job> SubmitAsync(JobSpec spec, string? submissionId = null, IReadOnlyDictionary<string, string>? secrets = null)
    {
        var outcome = await TrySubmitAsync(spec, submissionId, secrets);
        return outcome.Job ?? throw outcome.Error!.ToException();
    }

    public async Task<SubmitOutcome> TrySubmitAsync(JobSpec spec, string? submissionId = null, IReadOnlyDictionary<string, string>? secrets = null)
    {
        var item = new SubmitItem
        {
            SubmissionId = submissionId ?? SubmissionId.New(DateTimeOffset.UtcNow).ToString(),
            Spec = spec,
            SecretValues = secrets,
        };
        return (await Engine.SubmitAsync(new SubmitRequest { Items = [item] }, CancellationToken.None)).Items[0];
    }

    public async Task<Job> GetAsync(JobReference reference) =>
        (await Engine.GetJobsAsync(new GetJobsRequest { References = [reference] }, CancellationToken.None)).Jobs[0]
        ?? throw new InvalidOperationException($"There is no {reference}.");

    public Task<Job> GetAsync(Job job) => GetAsync(job.Reference);

    /// <summary>The job once it has ended.</summary>
    public async Task<Job> EndOfAsync(Job job)
    {
        await WhenAsync(job, entry => entry.HasEnded);
        return await GetAsync(job);
    }

    /// <summary>The job once it, or child <paramref name="index"/>, has come to a state.</summary>
    public async Task<Job> WhenAsync(Job job, JobState state, int index = 0)
    {
        await WhenAsync(job, entry => entry.Tasks[index].State == state);
        return await GetAsync(job);
    }

    public Task WhenAsync(Job job, Func<JobEntry, bool> condition) =>
        Engine.WhenAsync(state => state.Jobs.Find(job.Reference.Id) is { } entry && condition(entry)).WaitAsync(Patience);

    public async Task<Job> RunAsync(JobSpec spec) => await EndOfAsync(await SubmitAsync(spec));

    public Task<StopReply> StopAsync(JobReference reference, string reason = "enough") =>
        Engine.StopJobsAsync(new StopRequest { References = [reference], Reason = reason }, CancellationToken.None);

    public Task<RestartReply> RestartJobAsync(Job job) =>
        Engine.RestartAsync(new RestartRequest { Reference = job.Reference }, CancellationToken.None);

    public Task<ComputeEnvironment> PutEnvironmentAsync(ComputeEnvironmentSpec spec, bool isUpdate = false) =>
        Engine.PutEnvironmentAsync(new PutEnvironmentRequest { Spec = spec, IsUpdate = isUpdate }, CancellationToken.None);

    public Task<JobQueue> PutQueueAsync(JobQueueSpec spec, bool isUpdate = false) =>
        Engine.PutQueueAsync(new PutQueueRequest { Spec = spec, IsUpdate = isUpdate }, CancellationToken.None);

    /// <summary>Gives the default environment this many vCPUs.</summary>
    public Task<ComputeEnvironment> SetSlotsAsync(double vCpus) =>
        PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "default", MaxVCpus = vCpus }, isUpdate: true);

    public async Task<string> OutputAsync(JobReference reference, LogStreamKind stream = LogStreamKind.Output)
    {
        var page = await Engine.ReadLogAsync(new ReadLogRequest { Job = reference, Stream = stream, MaxBytes = 1 << 20 }, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(stream == LogStreamKind.Error ? page.Error ?? [] : page.Output ?? []);
    }

    public async Task<IReadOnlyList<Job>> ChildrenAsync(Job array)
    {
        var children = new List<Job>();
        string? token = null;
        do
        {
            var page = await Engine.ListJobsAsync(
                new ListJobsRequest { Query = new JobQuery { ChildrenOf = array.Reference }, ContinuationToken = token },
                CancellationToken.None);
            children.AddRange(page.Jobs);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return children;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Engine is not null && !Engine.Ended.IsCompleted && Engine.Failure is null)
            {
                await Engine.ShutdownAsync(new ShutdownRequest { Mode = ShutdownMode.Stop }, CancellationToken.None).WaitAsync(Patience);
            }

            await Engine!.DisposeAsync();
        }
        finally
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
