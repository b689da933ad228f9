namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>The note in a state folder that says where its engine answers. It holds nothing secret.</summary>
internal sealed record EngineInfo
{
    /// <summary>The socket, as a path (relative to the state folder where it lies in it), or the name of the pipe.</summary>
    public required string Address { get; init; }

    /// <summary>The engine's process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The engine's version of this library.</summary>
    public required string Product { get; init; }

    /// <summary>The protocol version that it speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
