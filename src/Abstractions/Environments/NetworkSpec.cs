using System.Text.Json.Serialization;

namespace MultiBatch.Environments;

/// <summary>Where the machines of an environment stand in the network.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NetworkSpec
{
    /// <summary>The network (VPC, virtual network).</summary>
    public string? Network { get; init; }

    /// <summary>Subnets, by the provider's ids.</summary>
    public IReadOnlyList<string>? Subnets { get; init; }

    /// <summary>Security groups, by the provider's ids.</summary>
    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary>Whether machines have public addresses. Default: the provider's.</summary>
    public bool? PublicAddress { get; init; }
}
