using Google.Apis.Auth.OAuth2;
using MultiBatch.Capabilities;
using MultiBatch.Catalogue;
using MultiBatch.Conformance;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Emulators.Google;
using MultiBatch.Environments;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Tests.Conformance;

/// <summary>
/// Google Cloud Batch as the suites meet it: over HTTP, on an emulator that runs the jobs as processes of this host, with
/// lists that lag behind, tasks that appear late and lines that arrive late.
/// </summary>
public class GoogleHarness : ConformanceHarness
{
    private const string Region = "us-central1";
    private const string DefaultName = "default";
    private const string MachineType = "e2-standard-8";

    private readonly string _root = Directory.CreateTempSubdirectory("mbg-").FullName;
    private readonly FolderSignals _signals;
    private GoogleEmulator? _emulator;
    private int _secrets;

    public GoogleHarness()
    {
        _signals = new FolderSignals(Directory.CreateDirectory(Path.Combine(_root, "signals")).FullName);
        Tasks = new PosixTaskLanguage(_signals);
        Catalogue = new FileCatalogStore(Path.Combine(_root, "catalogue"));
    }

    public override TaskLanguage Tasks { get; }

    public override TaskSignals? Signals => _signals;

    public override ICatalogStore Catalogue { get; }

    public override ConformanceDelays Delays { get; } = new() { Patience = TimeSpan.FromMinutes(4) };

    public override int LargeArraySize => 200;

    public override int ManyJobs => 300;

    public GoogleEmulator Emulator => _emulator ?? throw new InvalidOperationException("The harness has not begun.");

    public GoogleBatchOptions Options => OptionsFor(Emulator);

    public static GoogleBatchOptions OptionsFor(GoogleEmulator emulator) => new()
    {
        Endpoint = emulator.Endpoint,
        Project = emulator.Project,
        Region = Region,
        Credential = GoogleCredential.FromAccessToken(emulator.AccessToken),
        LogSettleTime = TimeSpan.FromMilliseconds(500),
        MinPollInterval = TimeSpan.FromMilliseconds(20),
        MaxPollInterval = TimeSpan.FromMilliseconds(400),
        ChangesPerSecond = 2000,
        ReadsPerSecond = 2000,
    };

    public override IBatchProvider Connect() => new GoogleBatchProvider(Options);

    public override BatchClientOptions CreateClientOptions() => base.CreateClientOptions() with { DefaultQueue = DefaultName };

    public override JobSpec Prepare(JobSpec spec) => spec with
    {
        Resources = (spec.Resources ?? new ResourceSpec()) with { VCpus = spec.Resources?.VCpus ?? 0.25, Memory = spec.Resources?.Memory ?? ByteSize.FromMebibytes(64) },
    };

    public override ComputeEnvironmentSpec EnvironmentSpec(string name, int vcpus) => new() { Name = name, MachineTypes = [MachineType] };

    public override Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken)
    {
        var reference = $"projects/{Emulator.Project}/secrets/conformance-{Interlocked.Increment(ref _secrets)}/versions/1";
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
        _emulator = await GoogleEmulator.StartAsync(new GoogleEmulatorOptions());
        await using var client = CreateClient();
        await client.Environments.CreateAsync(EnvironmentSpec(DefaultName, 64));
        await client.Queues.CreateAsync(QueueSpec(DefaultName, DefaultName));
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
