using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Resilience;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>Clients and specs as most tests want them.</summary>
internal static class Clients
{
    public static JobSpec Spec { get; } = new() { Name = "hello", Command = ["echo", "hello"] };

    /// <summary>A client on a manual clock whose jitter always comes out in the middle.</summary>
    public static BatchClient Of(IBatchProvider provider, TimeProvider clock, Func<BatchClientOptions, BatchClientOptions>? change = null)
    {
        var options = new BatchClientOptions
        {
            TimeProvider = clock,
            Randomizer = static () => 0.5,
            DefaultQueue = "main",
            // A test that moves the clock from timer to timer wants to see the waits it is about, not the limits of calls.
            Retry = new RetryOptions { CallTimeout = Timeout.InfiniteTimeSpan },
        };
        return new BatchClient(provider, change is null ? options : change(options));
    }
}
