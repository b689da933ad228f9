namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A network interface of a task.</summary>
internal sealed record NetworkInterface
{
    public string? AttachmentId { get; init; }

    public string? Ipv6Address { get; init; }

    public string? PrivateIpv4Address { get; init; }
}
