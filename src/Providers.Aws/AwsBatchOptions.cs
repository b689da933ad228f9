using Amazon.Runtime;

namespace MultiBatch.Providers.Aws;

/// <summary>Settings of an <see cref="AwsBatchProvider"/>. Every one has a working default.</summary>
public sealed record AwsBatchOptions
{
    /// <summary>The region, as <c>eu-west-1</c>. Default: the vendor's own configuration (<c>AWS_REGION</c>, the profile, the machine).</summary>
    public string? Region { get; init; }

    /// <summary>The profile of the vendor's shared configuration. Default: the credential chain's own choice.</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// Another address than the vendor's, for emulators and private links; for AWS Batch and CloudWatch Logs alike.
    /// Default: <c>AWS_ENDPOINT_URL_BATCH</c> and <c>AWS_ENDPOINT_URL_CLOUDWATCH_LOGS</c>, <c>AWS_ENDPOINT_URL</c>, else the vendor's.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>True for the endpoints that meet FIPS 140. Default: the vendor's configuration.</summary>
    public bool? UseFips { get; init; }

    /// <summary>True for the endpoints that can be reached over IPv6 too. Default: the vendor's configuration.</summary>
    public bool? UseDualStack { get; init; }

    /// <summary>
    /// The log group jobs are sent to and read from. Default: <c>/aws/batch/job</c>, the service's own. A job that was sent elsewhere is read there.
    /// </summary>
    public string? LogGroup { get; init; }

    /// <summary>The image of jobs that name none. Default: none; then a job without an image is rejected, since every job of the service runs in a container.</summary>
    public string? Image { get; init; }

    /// <summary>The execution role of jobs that name none: its ARN. Needed for secrets and on Fargate. Default: none.</summary>
    public string? ExecutionRole { get; init; }

    /// <summary>The role of tasks that name none: its ARN. Default: none.</summary>
    public string? JobRole { get; init; }

    /// <summary>The share that jobs with a priority are accounted to, on queues with a scheduling policy. Default: <c>default</c>.</summary>
    public string? ShareIdentifier { get; init; }

    /// <summary>The instance profile of the machines of environments that name none. Default: none, as for new environments of the service.</summary>
    public string? InstanceRole { get; init; }

    /// <summary>The service role of environments. Default: the service-linked role.</summary>
    public string? ServiceRole { get; init; }

    /// <summary>The subnets of environments that name none. Default: none; then an environment that names none is rejected.</summary>
    public IReadOnlyList<string>? Subnets { get; init; }

    /// <summary>The security groups of environments that name none. Default: none; then an environment that names none is rejected.</summary>
    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary>
    /// How long after a lost reply a job may still turn up in the service's lists. A job not seen by then is sent again; should the first one turn up
    /// later still, the newer of the two is stopped when the job is next looked at, waited for, listed or submitted again. Default: 60 seconds.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after the end of an attempt its last lines may still arrive in its log. Default: 5 seconds.</summary>
    public TimeSpan LogSettleTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most calls that change something, per second, shared by the process. Default: 45, below the service's 50 submits.</summary>
    public double? ChangesPerSecond { get; init; }

    /// <summary>The most calls that read, per second, shared by the process. Default: 40.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The shortest time between two looks at the same job. Default: 2 seconds.</summary>
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two looks at the same job. Default: 30 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Credentials of the caller's own. Default: the vendor's chain (profile, environment, single sign-on, web identity, container, machine).
    /// </summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>How long one call to the service may take. Default: 60 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
