using MultiBatch.TestSupport.InMemory;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>A client of the simulated service, on a clock that moves by itself.</summary>
internal sealed class Simulated : IAsyncDisposable
{
    private readonly ClockRunner _runner;

    public Simulated(InMemoryOptions? options = null, Func<BatchClientOptions, BatchClientOptions>? change = null)
    {
        Clock = new ManualTimeProvider();
        Service = new InMemoryService(Clock, options);
        Client = Connect(change);
        _runner = new ClockRunner(Clock);
    }

    public ManualTimeProvider Clock { get; }

    public InMemoryService Service { get; }

    public BatchClient Client { get; }

    /// <summary>Another client of the same service.</summary>
    public BatchClient Connect(Func<BatchClientOptions, BatchClientOptions>? change = null)
    {
        var options = new BatchClientOptions { TimeProvider = Clock };
        return new BatchClient(new InMemoryBatchProvider(Service), change is null ? options : change(options));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _runner.DisposeAsync();
    }
}
