namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>What a job uses up or holds while it runs, such as licences.</summary>
internal sealed record ConsumableResourceProperties
{
    public IReadOnlyList<ConsumableResourceRequirement>? ConsumableResourceList { get; init; }
}
