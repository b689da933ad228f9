namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>How a client introduces itself. The form of this message is frozen; members may be added.</summary>
internal sealed record Hello
{
    /// <summary>The protocol version that the client speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The client's version of this library.</summary>
    public required string Product { get; init; }

    /// <summary>The client's process id, for the engine's log.</summary>
    public int ProcessId { get; init; }

    /// <summary>The state folder that the client means, without symbolic links: a copied folder names its original's engine.</summary>
    public required string StateDirectory { get; init; }
}
