namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>An environment variable of a container of a pod.</summary>
internal sealed record EksContainerEnvironmentVariable
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}
