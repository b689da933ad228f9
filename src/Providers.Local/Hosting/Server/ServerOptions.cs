namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>The limits of a server. Nothing that a client does can make it hold more than these allow.</summary>
internal sealed record ServerOptions
{
    /// <summary>Clients at once.</summary>
    public int MaxClients { get; init; } = 512;

    /// <summary>Requests of one client at once.</summary>
    public int MaxRequests { get; init; } = 64;

    /// <summary>From this size on, a request waits for one of <see cref="MaxLargeRequests"/> places before it is read.</summary>
    public int LargeRequest { get; init; } = 1024 * 1024;

    /// <summary>Large requests of all clients at once.</summary>
    public int MaxLargeRequests { get; init; } = 4;

    /// <summary>How long a new client may take to introduce itself.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to send the rest of a request, or to take an answer.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ending server waits for changes on their way.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it looks whether clients can still find it.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The protocol version it speaks; another one only in tests.</summary>
    public int Protocol { get; init; } = Engine.Contract.EngineProtocol.Version;
}
