namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record IdentityReference
{
    public string? ResourceId { get; init; }
}
