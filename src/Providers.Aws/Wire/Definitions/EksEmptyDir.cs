namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>An empty folder for the life of a pod.</summary>
internal sealed record EksEmptyDir
{
    public string? Medium { get; init; }

    public string? SizeLimit { get; init; }
}
