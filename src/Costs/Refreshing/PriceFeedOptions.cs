using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Refreshing;

/// <summary>How a vendor's prices are read.</summary>
public sealed record PriceFeedOptions
{
    /// <summary>What is known of machine types: vendors' price lists do not say what a machine is. Default: the built-in snapshot.</summary>
    public PriceCatalogue? Known { get; init; }

    /// <summary>
    /// The transport: a provider's own, which signs and holds the proxy, where the service asks for a sign-in. It must not repeat calls: this library does.
    /// Default: a plain one.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Another endpoint than the vendor's. Default: the vendor's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The least time between two calls. Default: 200 ms.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a call that was throttled or met a fault of the service is made again, from 0. Default: 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
