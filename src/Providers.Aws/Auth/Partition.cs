using Amazon;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>A partition of AWS: regions with a world of names of their own.</summary>
internal sealed record Partition
{
    // The second name of each partition, for hosts with both IPv4 and IPv6, which the vendor's core package does not carry.
    private static readonly Dictionary<string, string> DualStackSuffixes = new()
    {
        ["aws"] = "api.aws",
        ["aws-cn"] = "api.amazonwebservices.com.cn",
        ["aws-us-gov"] = "api.aws",
        ["aws-iso"] = "api.aws.ic.gov",
        ["aws-iso-b"] = "api.aws.scloud",
        ["aws-iso-e"] = "api.cloud-aws.adc-e.uk",
        ["aws-iso-f"] = "api.aws.hci.ic.gov",
        ["aws-eusc"] = "api.amazonwebservices.eu",
    };

    public required string Name { get; init; }

    public required string Suffix { get; init; }

    public required string DualStackSuffix { get; init; }

    public bool IsCommercial => Name == "aws";

    public bool IsGovCloud => Name == "aws-us-gov";

    /// <summary>The partition of a region; one that is newer than the vendor's package is placed by the shape of its name.</summary>
    public static Partition Of(string region)
    {
        var endpoint = RegionEndpoint.GetBySystemName(region);
        return new Partition
        {
            Name = endpoint.PartitionName,
            Suffix = endpoint.PartitionDnsSuffix,
            DualStackSuffix = DualStackSuffixes.TryGetValue(endpoint.PartitionName, out var suffix) ? suffix : "api.aws",
        };
    }
}
