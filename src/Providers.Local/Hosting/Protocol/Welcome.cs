namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>How an engine answers a client that it serves. The form of this message is frozen; members may be added.</summary>
internal sealed record Welcome
{
    /// <summary>The protocol version that both speak.</summary>
    public required int Protocol { get; init; }

    /// <summary>The engine's version of this library.</summary>
    public required string Product { get; init; }

    /// <summary>The engine's process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>How many requests of this client the engine works on at once.</summary>
    public required int MaxRequests { get; init; }
}
