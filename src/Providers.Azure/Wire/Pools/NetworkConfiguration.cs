using System.Text.Json;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record NetworkConfiguration
{
    public string? SubnetId { get; init; }

    public string? DynamicVNetAssignmentScope { get; init; }

    public JsonElement? EndpointConfiguration { get; init; }

    public PublicIPAddressConfiguration? PublicIPAddressConfiguration { get; init; }

    public bool? EnableAcceleratedNetworking { get; init; }
}
