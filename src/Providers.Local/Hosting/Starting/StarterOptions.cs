using MultiBatch.Providers.Local.Hosting.Client;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>How an engine of its own is started.</summary>
internal sealed record StarterOptions
{
    /// <summary>The whole command line for the arguments that <see cref="LocalEngineHost.RunAsync"/> gets; null when this program knows none.</summary>
    public required Func<IReadOnlyList<string>, IReadOnlyList<string>?> Command { get; init; }

    /// <summary>The arguments of the engine.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public DialerOptions Dialer { get; init; } = new();
}
