using System.Diagnostics;
using System.Net;
using System.Text;
using Amazon.Runtime;
using MultiBatch.Catalogue;
using MultiBatch.Diagnosis;
using MultiBatch.Emulators.Aws;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Tests.Quirks;

/// <summary>The provider on an emulator that takes no time for what it does by itself, and a second, plain client of the service beside it.</summary>
internal sealed class QuirkBench : IAsyncDisposable
{
    private const string Region = "eu-west-1";

    /// <summary>How long something is watched that is not to happen.</summary>
    private static readonly TimeSpan Glimpse = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Overlay _overlay = new();
    private readonly AwsWire _wire;
    private readonly string _home = Directory.CreateTempSubdirectory("mba-").FullName;
    private int _names;

    private QuirkBench(AwsEmulator emulator)
    {
        Emulator = emulator;
        var keys = new BasicAWSCredentials(emulator.Credentials.AccessKeyId, emulator.Credentials.SecretAccessKey);
        Provider = new AwsBatchProvider(
            new AwsBatchOptions
            {
                Endpoint = emulator.Endpoint,
                Region = Region,
                Credentials = keys,
                Image = "example/quirks:1",
                Subnets = ["subnet-1"],
                SecurityGroups = ["sg-1"],
                InstanceRole = "ecsInstanceRole",
                LogSettleTime = TimeSpan.Zero,
                MinPollInterval = TimeSpan.FromMilliseconds(10),
                MaxPollInterval = TimeSpan.FromMilliseconds(50),
                ChangesPerSecond = 2000,
                ReadsPerSecond = 2000,
            },
            new ProviderContext { HttpHandler = () => _overlay });
        Client = new BatchClient(Provider, new BatchClientOptions { Catalogue = new FileCatalogStore(_home) });
        _wire = new AwsWire(new AwsConnectionOptions { Endpoint = emulator.Endpoint, Region = Region, Credentials = keys, Variables = _ => null }, new ProviderContext());
    }

    public AwsEmulator Emulator { get; }

    public AwsBatchProvider Provider { get; }

    public BatchClient Client { get; }

    /// <summary>Whoever else uses the account: the vendor's own tools.</summary>
    public IAwsBatchWire Others => _wire.Batch;

    /// <summary>Whether the quirk is on: then something is seen not to happen, which can only be watched for a moment.</summary>
    public bool IsOn { get; set; } = true;

    public static async Task<QuirkBench> StartAsync(Func<AwsDelays, AwsDelays>? delays = null) => new(await AwsEmulator.StartAsync(new AwsEmulatorOptions
    {
        Region = Region,
        TimeScale = 0.005,
        Delays = delays is null ? AwsDelays.None : delays(AwsDelays.None),
    }));

    public static JobSpec Sh(string script) => new() { Name = "job", Command = ["/bin/sh", "-c", script], Resources = new ResourceSpec { Memory = ByteSize.FromMebibytes(64) } };

    public string Unique(string text) => $"{text}-{Interlocked.Increment(ref _names)}";

    /// <summary>A queue on an environment of its own.</summary>
    public async Task<string> QueueAsync(params string[] machineTypes)
    {
        var name = Unique("q");
        await EnvironmentAsync(name, machineTypes);
        await Client.Queues.CreateAsync(new JobQueueSpec { Name = name, Environments = [name] });
        return name;
    }

    public Task EnvironmentAsync(string name, params string[] machineTypes) => Client.Environments.CreateAsync(new ComputeEnvironmentSpec
    {
        Name = name, MaxVCpus = 16, MachineTypes = machineTypes.Length > 0 ? machineTypes : ["m5.4xlarge"],
    });

    public async Task<Job> SubmitAsync(JobSpec spec) => await Client.SubmitAsync(spec with { Queue = spec.Queue ?? await QueueAsync() });

    public async Task<Job> EndAsync(Job job) => await Client.WaitAsync(job.Reference);

    public async Task<Job> RunAsync(JobSpec spec) => await EndAsync(await SubmitAsync(spec));

    /// <summary>A plan as it goes to the provider.</summary>
    public async Task<ProviderSubmission> PlanAsync(JobSpec spec)
    {
        spec = spec with { Queue = spec.Queue ?? await QueueAsync() };
        var id = SubmissionId.New(DateTimeOffset.UtcNow);
        var plan = await Provider.PlanAsync(new PlanRequest { SubmissionId = id, Spec = spec, Mode = PlanMode.Connected }, CancellationToken.None);
        return new ProviderSubmission { Plan = plan, Key = new SubmissionKey { Id = id, JobName = spec.Name!, Queue = spec.Queue! } };
    }

    /// <summary>Looks until something is so. When it is not to be while the quirk is on: for a moment only.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, bool isQuirk = false)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (isQuirk && IsOn && clock.Elapsed > Glimpse)
            {
                return;
            }

            Assert.True(clock.Elapsed < Patience, "Waited in vain.");
            await Task.Delay(5);
        }
    }

    /// <summary>Looks until a job has ended, or its diagnosis finds something. Gives its state, or what was found; what still waits is stopped.</summary>
    public async Task<string> EndOrFindingAsync(Job job, string code)
    {
        var seen = string.Empty;
        await UntilAsync(async () =>
        {
            var now = await Client.GetJobAsync(job.Reference);
            JobDiagnosis diagnosis = await Client.DiagnoseAsync(job.Reference);
            seen = now.State.IsTerminal() ? now.State.ToString() : diagnosis.Findings.FirstOrDefault(finding => finding.Code == code)?.Code ?? string.Empty;
            return seen.Length > 0;
        });
        await Client.StopAsync(job.Reference);
        return seen;
    }

    /// <summary>The lines a job wrote.</summary>
    public async Task<string> LinesAsync(Job job)
    {
        var lines = new List<string>();
        await foreach (var entry in Client.ReadLogAsync(job.Reference))
        {
            lines.Add(Encoding.UTF8.GetString(entry.Bytes.Span).TrimEnd('\n'));
        }

        return string.Join("|", lines);
    }

    /// <summary>What became of something: nothing to say of, or an error.</summary>
    public static async Task<string> ErrorAsync(Func<Task> action)
    {
        try
        {
            await action();
            return "done";
        }
        catch (BatchException error)
        {
            return $"{error.Code} {error.NativeCode}";
        }
    }

    /// <summary>Has an operation answered with something that was true a moment ago.</summary>
    public void Answer(string operation, string json) => _overlay.Replies["/v1/" + operation] = json;

    public void AnswerNothing() => _overlay.Replies.Clear();

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _wire.Dispose();
        await Emulator.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private sealed class Overlay : DelegatingHandler
    {
        public Overlay()
            : base(new SocketsHttpHandler())
        {
        }

        public Dictionary<string, string> Replies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Replies.TryGetValue(request.RequestUri!.AbsolutePath, out var reply)
                ? new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(reply, Encoding.UTF8, "application/json") }
                : await base.SendAsync(request, cancellationToken);
    }
}
