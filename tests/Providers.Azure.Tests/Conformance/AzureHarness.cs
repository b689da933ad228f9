using MultiBatch.Catalogue;
using MultiBatch.Conformance;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Emulators.Azure;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Tests.Support;

namespace MultiBatch.Providers.Azure.Tests.Conformance;

/// <summary>
/// Azure Batch as the suites meet it: over HTTP, signed, on an emulator that runs the tasks as processes of this host, with the delays of the service and
/// with counts that lag behind. Time runs a hundred times as fast for what the service does by itself.
/// </summary>
public class AzureHarness : ConformanceHarness
{
    private const string DefaultName = "default";

    private readonly string _root = Directory.CreateTempSubdirectory("mbz-").FullName;
    private readonly FolderSignals _signals;
    private readonly NodeServices _services = new();
    private AzureEmulator? _emulator;

    public AzureHarness()
    {
        _signals = new FolderSignals(Directory.CreateDirectory(Path.Combine(_root, "signals")).FullName);
        Tasks = new PosixTaskLanguage(_signals);
        Catalogue = new FileCatalogStore(Path.Combine(_root, "catalogue"));
    }

    public override TaskLanguage Tasks { get; }

    public override TaskSignals? Signals => _signals;

    public override ICatalogStore Catalogue { get; }

    public override ConformanceDelays Delays { get; } = new() { Patience = TimeSpan.FromMinutes(4) };

    public override int LargeArraySize => 250;

    public override int ManyJobs => 300;

    public AzureEmulator Emulator => _emulator ?? throw new InvalidOperationException("The harness has not begun.");

    public AzureBatchOptions Options => new()
    {
        Endpoint = Emulator.Endpoint,
        Account = Emulator.AccountName,
        AccountKey = Emulator.AccountKey,
        Image = "example/conformance:1",
        NodeIdentityEndpoint = _services.IdentityAddress,
        MinPollInterval = TimeSpan.FromMilliseconds(20),
        MaxPollInterval = TimeSpan.FromMilliseconds(400),
        ChangesPerSecond = 2000,
        ReadsPerSecond = 2000,
    };

    protected virtual AzureEmulatorOptions EmulatorOptions => new() { TimeScale = 0.01, Delays = AzureDelays.Realistic };

    public override IBatchProvider Connect() => new AzureBatchProvider(Options, new ProviderContext { Catalogue = Catalogue });

    public override BatchClientOptions CreateClientOptions() => base.CreateClientOptions() with { DefaultQueue = DefaultName };

    // A fixed size: what the suites ask for is there at once, and not after a formula has been looked at.
    public override ComputeEnvironmentSpec EnvironmentSpec(string name, int vcpus) => new()
    {
        Name = name, MaxVCpus = vcpus, MinVCpus = vcpus, MachineTypes = [vcpus % 4 == 0 ? "Standard_D4s_v5" : vcpus % 2 == 0 ? "Standard_D2s_v5" : "Standard_A1_v2"],
    };

    public override Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken) =>
        Task.FromResult<SecretReference?>(new SecretReference(_services.Put(value)));

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
        _emulator = await AzureEmulator.StartAsync(EmulatorOptions);
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

        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
