namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>How an engine answers a client that it does not serve. The form of this message is frozen; members may be added.</summary>
internal sealed record Refusal
{
    /// <summary>Why.</summary>
    public required RefusalReason Reason { get; init; }

    /// <summary>The protocol version that the engine speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The engine's version of this library.</summary>
    public required string Product { get; init; }

    /// <summary>The engine's process id.</summary>
    public required int ProcessId { get; init; }
}
