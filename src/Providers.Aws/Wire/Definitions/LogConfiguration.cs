namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Where the output of a container goes.</summary>
internal sealed record LogConfiguration
{
    public string? LogDriver { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyList<ContainerSecret>? SecretOptions { get; init; }
}
