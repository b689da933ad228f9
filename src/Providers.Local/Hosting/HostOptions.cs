using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Server;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>How an engine is hosted.</summary>
internal sealed record HostOptions
{
    /// <summary>Whether a client may end the engine: it may when the process exists for the engine alone.</summary>
    public bool EndsOnRequest { get; init; }

    public ServerOptions Server { get; init; } = new();

    public SocketPlaces Places { get; init; } = new(Environment.GetEnvironmentVariable);
}
