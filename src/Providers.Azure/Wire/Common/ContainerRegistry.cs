namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record ContainerRegistry
{
    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? RegistryServer { get; init; }

    public IdentityReference? IdentityReference { get; init; }
}
