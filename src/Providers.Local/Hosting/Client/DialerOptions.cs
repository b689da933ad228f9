using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>How a client introduces itself.</summary>
internal sealed record DialerOptions
{
    /// <summary>How long an engine may take to answer a hello.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The protocol version it speaks; another one only in tests.</summary>
    public int Protocol { get; init; } = EngineProtocol.Version;
}
