namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A container that routes logs.</summary>
internal sealed record FirelensConfiguration
{
    public string? Type { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
