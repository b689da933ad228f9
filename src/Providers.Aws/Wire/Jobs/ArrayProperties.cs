namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The number of children, 2 to 10,000.</summary>
internal sealed record ArrayProperties
{
    public int? Size { get; init; }
}
