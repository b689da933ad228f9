namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record AllocationPolicy
{
    public LocationPolicy? Location { get; init; }

    public IReadOnlyList<InstancePolicyOrTemplate>? Instances { get; init; }

    public ServiceAccount? ServiceAccount { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public NetworkPolicy? Network { get; init; }

    public PlacementPolicy? Placement { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}
