using Amazon.Runtime;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>How to reach AWS; what is null is found as the vendor's own tools find it.</summary>
internal sealed record AwsConnectionOptions
{
    /// <summary>A profile of the config and credentials files. Default: <c>AWS_PROFILE</c>, then <c>default</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Default: <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, the profile's region, that of the machine in EC2.</summary>
    public string? Region { get; init; }

    /// <summary>The endpoint of every service, as that of an emulator. Default: see <see cref="EndpointResolver"/>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The endpoint of AWS Batch alone. Default: <see cref="Endpoint"/>.</summary>
    public Uri? BatchEndpoint { get; init; }

    /// <summary>The endpoint of CloudWatch Logs alone. Default: <see cref="Endpoint"/>.</summary>
    public Uri? LogsEndpoint { get; init; }

    /// <summary>Default: <c>AWS_USE_FIPS_ENDPOINT</c>, then the profile's <c>use_fips_endpoint</c>, then no.</summary>
    public bool? UseFips { get; init; }

    /// <summary>Default: <c>AWS_USE_DUALSTACK_ENDPOINT</c>, then the profile's <c>use_dualstack_endpoint</c>, then no.</summary>
    public bool? UseDualStack { get; init; }

    /// <summary>Credentials of the caller's own. Default: the vendor's chain.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>How long one call may take. Default: 60 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads an environment variable. Default: that of the process.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;

    internal Uri? EndpointOf(AwsService service) =>
        (service == AwsService.Batch ? BatchEndpoint : service == AwsService.Logs ? LogsEndpoint : null) ?? Endpoint;
}
