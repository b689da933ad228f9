namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record ServiceAccount
{
    public string? Email { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }
}
