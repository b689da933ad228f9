using Amazon.Runtime;
using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Conformance;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Emulators.Aws;
using MultiBatch.Emulators.Faults;
using MultiBatch.Environments;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Tests.Conformance;

/// <summary>
/// AWS Batch as the suites meet it: over HTTP, on an emulator that runs the jobs as processes of this host, with the delays of the service and with lists
/// that lag behind. Time runs a hundred times as fast for what the service does by itself.
/// </summary>
public class AwsHarness : ConformanceHarness
{
    private const string Region = "eu-west-1";
    private const string ExecutionRole = "arn:aws:iam::123456789012:role/execution";
    private const string DefaultName = "default";
    private const string OnDemandName = "default--od";
    private const double TimeScale = 0.01;

    private readonly string _root = Directory.CreateTempSubdirectory("mba-").FullName;
    private readonly FolderSignals _signals;
    private AwsEmulator? _emulator;
    private int _secrets;

    public AwsHarness()
    {
        _signals = new FolderSignals(Directory.CreateDirectory(Path.Combine(_root, "signals")).FullName);
        Tasks = new PosixTaskLanguage(_signals);
        Catalogue = new FileCatalogStore(Path.Combine(_root, "catalogue"));
    }

    public override TaskLanguage Tasks { get; }

    public override TaskSignals? Signals => _signals;

    public override ICatalogStore Catalogue { get; }

    // A minute of the service; what is shorter is rounded up to it.
    public override ConformanceDelays Delays { get; } = new() { ShortestTimeout = TimeSpan.FromSeconds(60) * TimeScale, Patience = TimeSpan.FromMinutes(4) };

    public override int ManyJobs => 1000;

    public AwsEmulator Emulator => _emulator ?? throw new InvalidOperationException("The harness has not begun.");

    public AwsBatchOptions Options => new()
    {
        Endpoint = Emulator.Endpoint,
        Region = Region,
        Credentials = new BasicAWSCredentials(Emulator.Credentials.AccessKeyId, Emulator.Credentials.SecretAccessKey),
        ExecutionRole = ExecutionRole,
        Subnets = ["subnet-1"],
        SecurityGroups = ["sg-1"],
        InstanceRole = "ecsInstanceRole",
        SettleTime = TimeSpan.FromSeconds(2),
        LogSettleTime = TimeSpan.FromMilliseconds(100),
        MinPollInterval = TimeSpan.FromMilliseconds(20),
        MaxPollInterval = TimeSpan.FromMilliseconds(400),
        ChangesPerSecond = 2000,
        ReadsPerSecond = 2000,
    };

    public override IBatchProvider Connect() => new AwsBatchProvider(Options);

    public override BatchClientOptions CreateClientOptions() => base.CreateClientOptions() with { DefaultQueue = DefaultName };

    public override JobSpec Prepare(JobSpec spec) => spec with
    {
        Image = spec.Image ?? "example/conformance:1",
        Resources = (spec.Resources ?? new ResourceSpec()) with { Memory = spec.Resources?.Memory ?? ByteSize.FromMebibytes(64) },
    };

    public override ComputeEnvironmentSpec EnvironmentSpec(string name, int vcpus) => new() { Name = name, MaxVCpus = vcpus, MachineTypes = ["m5.4xlarge"] };

    public override string? SkipReason(BatchFeature feature) => feature switch
    {
        BatchFeature.JobPriority => "a queue needs a scheduling policy for it, which the portable queue of the suites has not",
        _ => null,
    };

    public override async Task<bool> ReclaimAsync(string jobName, int? index, CancellationToken cancellationToken)
    {
        await using var provider = Connect();
        Job? job;
        while ((job = await FindOpenAsync()) is null)
        {
            // Lists lag behind.
            await Task.Delay(Delays.Poll, cancellationToken);
        }

        var place = index is { } wanted && job.RestartIndexes is { } indexes ? indexes.ToList().IndexOf(wanted) : index;
        var reference = place is null ? job.Reference : job.Reference.Child(place.Value);
        var before = await LookAsync();

        // The rule strikes a task that runs, or one that is about to: the service may not have said yet that it does.
        Emulator.Faults.Add(new FaultRule { Kind = FaultKind.SpotReclaim, Match = before.Native!.Value.GetProperty("jobId").GetString()!, Count = 1 });
        while (await LookAsync() is var now && !now.State.IsTerminal() && Ended(now) == Ended(before))
        {
            await Task.Delay(Delays.Poll, cancellationToken);
        }

        return true;

        async Task<Job?> FindOpenAsync() => (await provider.ListJobsAsync(new JobQuery { Name = jobName }, null, cancellationToken)).Items
            .FirstOrDefault(found => found.Name == jobName && !found.State.IsTerminal());

        async Task<Job> LookAsync() => (await provider.GetJobsAsync([reference], cancellationToken))[0]!;

        static int Ended(Job task) => task.Attempts.Count(attempt => attempt.EndedAt is not null);
    }

    public override Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken)
    {
        var reference = $"arn:aws:secretsmanager:{Region}:123456789012:secret:conformance-{Interlocked.Increment(ref _secrets)}";
        Emulator.PutSecret(reference, value);
        return Task.FromResult<SecretReference?>(new SecretReference(reference));
    }

    public override async Task<MountSample?> CreateMountAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "mount-" + Guid.NewGuid().ToString("n"))).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "sample.txt"), "sample\n", cancellationToken);
        return new MountSample { Source = folder, Target = folder, FileName = "sample.txt", Content = "sample\n" };
    }

    public override async Task<string?> ReadMountedAsync(MountSample mount, string fileName, CancellationToken cancellationToken)
    {
        var path = Path.Combine(mount.Source, fileName);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }

    public override async Task InitializeAsync()
    {
        _emulator = await AwsEmulator.StartAsync(new AwsEmulatorOptions
        {
            Region = Region,
            TimeScale = TimeScale,
            Delays = AwsDelays.Realistic with { ListLag = TimeSpan.FromSeconds(20) },
        });
        await using var client = CreateClient();
        await client.Environments.CreateAsync(EnvironmentSpec(DefaultName, 64) with { Purchase = Purchase.Spot });
        await client.Queues.CreateAsync(QueueSpec(DefaultName, DefaultName));

        // Where jobs go on that a client moves from spot to on demand.
        await client.Environments.CreateAsync(EnvironmentSpec(OnDemandName, 64));
        await client.Queues.CreateAsync(QueueSpec(OnDemandName, OnDemandName));
    }

    public override async Task DisposeAsync()
    {
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }
}
