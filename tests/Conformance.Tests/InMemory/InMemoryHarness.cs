using System.Diagnostics.CodeAnalysis;
using MultiBatch.Catalogue;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.TestSupport.Catalogue;
using MultiBatch.TestSupport.InMemory;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>The simulated service under the suites, on a clock that runs by itself.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xUnit ends a fixture through IAsyncLifetime.")]
public abstract class InMemoryHarness : ConformanceHarness
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryService _service;
    private ClockRunner? _runner;
    private int _secrets;

    protected InMemoryHarness(InMemoryOptions options)
    {
        _service = new InMemoryService(_clock, options);
        Signals = new InMemorySignals(_service);
    }

    public override TaskLanguage Tasks { get; } = new InMemoryTaskLanguage();

    public override TaskSignals? Signals { get; }

    public override ICatalogStore Catalogue { get; } = new MemoryCatalogStore();

    public override TimeProvider TimeProvider => _clock;

    public override ConformanceDelays Delays { get; } = new() { Patience = TimeSpan.FromSeconds(60), Poll = TimeSpan.FromMilliseconds(50) };

    public override IBatchProvider Connect() => new InMemoryBatchProvider(_service);

    public override Task InitializeAsync()
    {
        _runner = new ClockRunner(_clock);
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync() => await _runner!.DisposeAsync();

    public override Task<bool> ReclaimAsync(string jobName, int? index, CancellationToken cancellationToken) =>
        Task.FromResult(_service.TryPreempt(jobName, index));

    public override Task<SecretReference?> CreateSecretAsync(string value, CancellationToken cancellationToken)
    {
        var name = $"secret-{Interlocked.Increment(ref _secrets)}";
        _service.World.SetSecret(name, value);
        return Task.FromResult<SecretReference?>(new SecretReference("memory:" + name));
    }

    public override Task<MountSample?> CreateMountAsync(CancellationToken cancellationToken)
    {
        var sample = new MountSample { Source = $"/shares/{Interlocked.Increment(ref _secrets)}", FileName = "data.txt", Content = "shared\ndata" };
        _service.World.WriteFile($"{sample.Source}/{sample.FileName}", sample.Content);
        return Task.FromResult<MountSample?>(sample);
    }

    public override Task<string?> ReadMountedAsync(MountSample mount, string fileName, CancellationToken cancellationToken) =>
        Task.FromResult(_service.World.ReadFile($"{mount.Source}/{fileName}"));
}
