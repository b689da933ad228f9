namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>What a container of a pod needs.</summary>
internal sealed record EksContainerResourceRequirements
{
    public IReadOnlyDictionary<string, string>? Limits { get; init; }

    public IReadOnlyDictionary<string, string>? Requests { get; init; }
}
