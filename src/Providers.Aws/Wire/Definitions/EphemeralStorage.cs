namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The disk of a Fargate task, 21 to 200 GiB.</summary>
internal sealed record EphemeralStorage
{
    public int? SizeInGiB { get; init; }
}
