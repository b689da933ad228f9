namespace MultiBatch.Providers.Aws.Auth;

/// <summary>A service of AWS: how it is named in hosts, signatures and settings.</summary>
internal sealed record AwsService
{
    public static AwsService Batch { get; } = new()
    {
        Name = "batch", Variable = "AWS_ENDPOINT_URL_BATCH", Section = "batch", CommercialFipsHost = "fips.batch", HasPlainFipsInGovCloud = true,
    };

    public static AwsService Logs { get; } = new()
    {
        Name = "logs", Variable = "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", Section = "cloudwatch_logs", HasPlainFipsInGovCloud = true,
    };

    public static AwsService Sts { get; } = new()
    {
        Name = "sts", Variable = "AWS_ENDPOINT_URL_STS", Section = "sts", HasPlainFipsInGovCloud = true,
    };

    /// <summary>The price list: one region speaks for all of a partition (https://docs.aws.amazon.com/general/latest/gr/billing.html).</summary>
    public static AwsService Pricing { get; } = new()
    {
        Name = "pricing", Variable = "AWS_ENDPOINT_URL_PRICING", Section = "pricing", HostName = "api.pricing",
    };

    public static AwsService Ec2 { get; } = new()
    {
        Name = "ec2", Variable = "AWS_ENDPOINT_URL_EC2", Section = "ec2", HasPlainFipsInGovCloud = true,
    };

    /// <summary>The name in hosts and in signatures.</summary>
    public required string Name { get; init; }

    /// <summary>The environment variable with an endpoint for this service alone.</summary>
    public required string Variable { get; init; }

    /// <summary>The service's name in a <c>services</c> section of the config file.</summary>
    public required string Section { get; init; }

    /// <summary>The name in hosts, where it is another. Default: <see cref="Name"/>.</summary>
    public string? HostName { get; init; }

    /// <summary>How hosts with FIPS begin in the commercial partition. Default: <c>NAME-fips</c>.</summary>
    public string? CommercialFipsHost { get; init; }

    /// <summary>Whether the ordinary host of GovCloud is the one with FIPS. Default: no.</summary>
    public bool HasPlainFipsInGovCloud { get; init; }

    public override string ToString() => Name;
}
