namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>How a container may enter a file system of EFS.</summary>
internal sealed record EfsAuthorizationConfig
{
    public string? AccessPointId { get; init; }

    public string? Iam { get; init; }
}
