namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A limit of the operating system.</summary>
internal sealed record Ulimit
{
    public int? HardLimit { get; init; }

    public string? Name { get; init; }

    public int? SoftLimit { get; init; }
}
