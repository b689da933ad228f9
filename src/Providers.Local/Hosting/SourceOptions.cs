using MultiBatch.Providers.Local.Hosting.Client;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>Where a provider gets its engine from.</summary>
internal sealed record SourceOptions
{
    /// <summary>The state folder; created when it is missing.</summary>
    public required string StateDirectory { get; init; }

    public HostMode Mode { get; init; }

    /// <summary>How long to wait for an engine that is starting or ending.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public HostOptions Host { get; init; } = new();

    public DialerOptions Dialer { get; init; } = new();
}
