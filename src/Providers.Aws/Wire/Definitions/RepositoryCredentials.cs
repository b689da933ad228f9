namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The secret for a private image registry, by ARN.</summary>
internal sealed record RepositoryCredentials
{
    public string? CredentialsParameter { get; init; }
}
