namespace MultiBatch.Costs.Refreshing;

/// <summary>How prices are refreshed.</summary>
public sealed record RefreshOptions
{
    /// <summary>The folder of the user's prices: the finished file, and beside it what an interrupted refresh has read so far.</summary>
    public required string Folder { get; init; }

    /// <summary>The regions, as <c>provider:name</c>. Default: every region of the known prices, for the providers there is a source of.</summary>
    public IReadOnlyCollection<string>? Regions { get; init; }

    /// <summary>A region that was read less than this ago is not read again. Default: 12 hours.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told after each region. Default: nobody.</summary>
    public IProgress<RegionRefresh>? Progress { get; init; }
}
