namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A name and a value, as of an environment variable.</summary>
internal sealed record EnvironmentVariable
{
    public string? Name { get; init; }

    public string? Value { get; init; }

    /// <summary>The name alone: a value may be private.</summary>
    public override string ToString() => Name ?? string.Empty;
}
