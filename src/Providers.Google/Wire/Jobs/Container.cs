namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Container
{
    public string? ImageUri { get; init; }

    public IReadOnlyList<string>? Commands { get; init; }

    public string? Entrypoint { get; init; }

    public IReadOnlyList<string>? Volumes { get; init; }

    public string? Options { get; init; }

    public bool? BlockExternalNetwork { get; init; }

    public string? Username { get; init; }

    /// <summary>The name of a secret, or a password; ours is always the name.</summary>
    public string? Password { get; init; }

    public bool? EnableImageStreaming { get; init; }
}
