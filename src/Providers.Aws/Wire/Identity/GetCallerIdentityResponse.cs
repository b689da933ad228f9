namespace MultiBatch.Providers.Aws.Wire.Identity;

/// <summary>Who the caller is.</summary>
internal sealed record GetCallerIdentityResponse
{
    /// <summary>The service's id of the request; null when it gave none.</summary>
    public string? RequestId { get; init; }

    public string? UserId { get; init; }

    public string? Account { get; init; }

    public string? Arn { get; init; }
}
