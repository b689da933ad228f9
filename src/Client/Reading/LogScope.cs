using MultiBatch.Capabilities;

namespace MultiBatch.Reading;

/// <summary>What reading logs has to know of a provider.</summary>
internal sealed record LogScope
{
    // Log services deliver late: what a task wrote last may show some seconds after its end.
    private static readonly TimeSpan ShortestLinger = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>True when each attempt has a log of its own that can be read.</summary>
    public required bool PerAttempt { get; init; }

    /// <summary>True when a line may be cut at the end of a page.</summary>
    public required bool JoinsLines { get; init; }

    /// <summary>How long to go on reading after an end, when the provider does not say that everything was read.</summary>
    public required TimeSpan Linger { get; init; }

    public required TimeSpan MinPause { get; init; }

    public required TimeSpan MaxPause { get; init; }

    public static LogScope Of(BatchCapabilities capabilities) => new()
    {
        PerAttempt = capabilities.Logs!.PerAttempt,
        JoinsLines = capabilities.Logs.Fidelity == LogFidelity.Bytes,
        Linger = capabilities.Rates.SettleTime > ShortestLinger ? capabilities.Rates.SettleTime : ShortestLinger,
        MinPause = capabilities.Rates.MinPollInterval,
        MaxPause = capabilities.Rates.MaxPollInterval < LongestPause ? capabilities.Rates.MaxPollInterval : LongestPause,
    };
}
