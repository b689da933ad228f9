namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A folder of the node.</summary>
internal sealed record EksHostPath
{
    public string? Path { get; init; }
}
