using Amazon.Runtime;

namespace MultiBatch.Providers.Aws.Registration;

/// <summary>Makes <see cref="AwsBatchProvider"/>s from connection settings.</summary>
public sealed class AwsProviderFactory : IBatchProviderFactory
{
    private const string AccessKeyId = "accessKeyId";
    private const string SecretAccessKey = "secretAccessKey";
    private const string SessionToken = "sessionToken";

    private readonly AwsBatchOptions _defaults;

    /// <summary>Makes a factory.</summary>
    /// <param name="defaults">What holds where the connection says nothing. Default: as <see cref="AwsBatchOptions"/> say.</param>
    public AwsProviderFactory(AwsBatchOptions? defaults = null) => _defaults = defaults ?? new AwsBatchOptions();

    /// <inheritdoc/>
    public string Provider => AwsProviderName.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ConnectionSetting> Settings { get; } =
    [
        new("logGroup", "The log group jobs write to. Default: /aws/batch/job."),
        new("image", "The image of jobs that name none. Default: none, such jobs are rejected."),
        new("executionRole", "The ARN of the execution role of jobs that name none; needed for secrets and on Fargate. Default: none."),
        new("jobRole", "The ARN of the role of tasks that name none. Default: none."),
        new("shareIdentifier", "The share of jobs on queues with a scheduling policy. Default: default."),
        new("instanceRole", "The instance profile of the machines of environments that name none. Default: none."),
        new("serviceRole", "The service role of environments. Default: the service-linked role."),
        new("subnets", "The subnets of environments that name none, with commas between. Default: none."),
        new("securityGroups", "The security groups of environments that name none, with commas between. Default: none."),
        new(AccessKeyId, "An access key of its own, with secretAccessKey; saved only as vault:VAULT/NAME. Default: the vendor's credential chain."),
        new(SecretAccessKey, "The secret of accessKeyId; saved only as vault:VAULT/NAME."),
        new(SessionToken, "The token of temporary access keys; saved only as vault:VAULT/NAME. Default: none."),
        new("useFips", "true for the endpoints that meet FIPS 140. Default: the vendor's configuration."),
        new("useDualStack", "true for the endpoints that can be reached over IPv6 too. Default: the vendor's configuration."),
        new("settleTime", "How long after a lost reply a job may still turn up, as 60s. Default: 60s."),
        new("logSettleTime", "How long after its end a task's last lines may still arrive, as 5s. Default: 5s."),
        new("minPollInterval", "The shortest time between two looks at a job, as 2s. Default: 2s."),
        new("maxPollInterval", "The longest time between two looks at a job, as 30s. Default: 30s."),
    ];

    /// <inheritdoc/>
    public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);

        var options = _defaults with
        {
            Region = connection.Region ?? _defaults.Region,
            Profile = connection.Profile ?? _defaults.Profile,
            Endpoint = connection.Endpoint ?? _defaults.Endpoint,
        };
        foreach (var setting in connection.Settings)
        {
            options = With(options, setting.Key, setting.Value);
        }

        return new AwsBatchProvider(options with { Credentials = Keys(connection.Settings) ?? options.Credentials }, context);
    }

    private static AWSCredentials? Keys(IReadOnlyDictionary<string, string> settings)
    {
        settings.TryGetValue(AccessKeyId, out var id);
        settings.TryGetValue(SecretAccessKey, out var secret);
        settings.TryGetValue(SessionToken, out var token);
        return (id, secret) switch
        {
            (null, null) when token is null => null,
            ({ Length: > 0 }, { Length: > 0 }) => token is null ? new BasicAWSCredentials(id, secret) : new SessionAWSCredentials(id, secret, token),
            _ => throw Invalid(id is not null ? AccessKeyId : secret is not null ? SecretAccessKey : SessionToken, $"The settings '{AccessKeyId}' and '{SecretAccessKey}' go together, and one is missing or empty."),
        };
    }

    private AwsBatchOptions With(AwsBatchOptions options, string name, string value) => name switch
    {
        "logGroup" => options with { LogGroup = value },
        "image" => options with { Image = value },
        "executionRole" => options with { ExecutionRole = Role(name, value) },
        "jobRole" => options with { JobRole = Role(name, value) },
        "shareIdentifier" => options with { ShareIdentifier = value },
        "instanceRole" => options with { InstanceRole = value },
        "serviceRole" => options with { ServiceRole = Role(name, value) },
        "subnets" => options with { Subnets = Items(value) },
        "securityGroups" => options with { SecurityGroups = Items(value) },
        AccessKeyId or SecretAccessKey or SessionToken => options,
        "useFips" => options with { UseFips = Flag(name, value) },
        "useDualStack" => options with { UseDualStack = Flag(name, value) },
        "settleTime" => options with { SettleTime = Duration(name, value) },
        "logSettleTime" => options with { LogSettleTime = Duration(name, value) },
        "minPollInterval" => options with { MinPollInterval = Duration(name, value) },
        "maxPollInterval" => options with { MaxPollInterval = Duration(name, value) },
        _ => throw Invalid(name, $"The AWS provider has no setting '{name}'; it has: {string.Join(", ", Settings.Select(setting => setting.Name))}."),
    };

    private static string Role(string name, string value) => Mapping.Arn.ServiceOf(value) == "iam"
        ? value
        : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be the ARN of a role, as arn:aws:iam::123456789012:role/name.");

    private static string[] Items(string value) => value.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToArray();

    private static bool Flag(string name, string value) =>
        bool.TryParse(value, out var flag) ? flag : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be true or false.");

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a duration, as 60s.");

    private static BatchException Invalid(string name, string message) =>
        new(BatchErrorCode.InvalidSpec, message) { Provider = AwsProviderName.Value, Resource = name };
}
