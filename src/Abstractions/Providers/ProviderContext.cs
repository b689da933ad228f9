using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiBatch.Catalogue;
using MultiBatch.Machines;

namespace MultiBatch.Providers;

/// <summary>What a provider is given by whoever makes it; every member has a working default.</summary>
public sealed record ProviderContext
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes loggers. Default: logs nothing.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Makes the handler that HTTP goes through; called once per provider. Default: a socket handler of its own.</summary>
    public Func<HttpMessageHandler>? HttpHandler { get; init; }

    /// <summary>The store for what the service has no resource for. Default: none; the client's own is used where one is needed.</summary>
    public ICatalogStore? Catalogue { get; init; }

    /// <summary>Chooses machine types. Default: none; a job without a machine type is rejected where one is needed.</summary>
    public IMachineSelector? MachineSelector { get; init; }
}
