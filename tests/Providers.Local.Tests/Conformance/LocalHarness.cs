using MultiBatch.Catalogue;
using MultiBatch.Conformance;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Providers.Local;

namespace MultiBatch.Providers.Local.Tests.Conformance;

/// <summary>
/// The local engine as the suites meet it: real processes on one state folder. The first connection hosts the engine, the others are clients of it, as
/// shells are.
/// </summary>
public class LocalHarness : ConformanceHarness
{
    private readonly string _root = Directory.CreateTempSubdirectory("mbc-").FullName;
    private readonly FolderSignals _signals;
    private LocalBatchProvider? _host;

    public LocalHarness()
    {
        var signals = Directory.CreateDirectory(Path.Combine(_root, "signals")).FullName;
        _signals = new FolderSignals(signals);
        Tasks = new PosixTaskLanguage(_signals);
        Catalogue = new FileCatalogStore(Path.Combine(_root, "catalogue"));
    }

    public override TaskLanguage Tasks { get; }

    public override TaskSignals? Signals => _signals;

    public override ICatalogStore Catalogue { get; }

    /// <summary>Whether processes are started as on a platform without anything better.</summary>
    protected virtual bool PortableLaunch => false;

    // A task asks for little, so that many run at once on a small machine.
    public override JobSpec Prepare(JobSpec spec) =>
        spec.Resources?.VCpus is null ? spec with { Resources = (spec.Resources ?? new ResourceSpec()) with { VCpus = 0.05 } } : spec;

    public override IBatchProvider Connect() => new LocalBatchProvider(Options with { HostMode = HostMode.Auto });

    public override async Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_root, "secret-" + Guid.NewGuid().ToString("n"));
        await File.WriteAllTextAsync(path, value, cancellationToken);
        return new SecretReference("file:" + path);
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
        _host = new LocalBatchProvider(Options with { HostMode = HostMode.InProcess });
        await _host.GetCapabilitiesAsync(CancellationToken.None);
    }

    public override async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }

    private LocalBatchOptions Options => new()
    {
        StateDirectory = Path.Combine(_root, "state"),
        StopGrace = TimeSpan.FromSeconds(2),
        PortableLaunch = PortableLaunch,
    };
}
