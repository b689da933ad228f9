namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Whether a Fargate task gets a public address.</summary>
internal sealed record NetworkConfiguration
{
    public string? AssignPublicIp { get; init; }
}
