namespace MultiBatch.Providers.Google.Registration;

/// <summary>Makes <see cref="GoogleBatchProvider"/>s from connection settings; the profile of a connection is its project.</summary>
public sealed class GoogleProviderFactory : IBatchProviderFactory
{
    private readonly GoogleBatchOptions _defaults;

    /// <summary>Makes a factory.</summary>
    /// <param name="defaults">What holds where the connection says nothing. Default: as <see cref="GoogleBatchOptions"/> say.</param>
    public GoogleProviderFactory(GoogleBatchOptions? defaults = null) => _defaults = defaults ?? new GoogleBatchOptions();

    /// <inheritdoc/>
    public string Provider => GoogleProviderName.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ConnectionSetting> Settings { get; } =
    [
        new("project", "The project, by its id; the same as profile. Default: the vendor's own configuration decides."),
        new("credentialsFile", "A file with the key of a service account, or with credentials of a user. Default: application default credentials."),
        new("impersonate", "The e-mail address of a service account to act as. Default: none."),
        new("quotaProject", "The project that calls are counted against. Default: that of the credentials."),
        new("image", "The image of jobs that name none. Default: none, such jobs run as processes of their machine."),
        new("serviceAccount", "The service account of jobs that name none: its e-mail address. Default: the project's default account."),
        new("machineType", "The machine type of jobs for which nobody chooses one. Default: none, such jobs are rejected."),
        new("network", "The network of machines whose environment names none. Default: the project's default network."),
        new("subnetwork", "The subnetwork of machines whose environment names none. Default: the service's choice."),
        new("logsPath", "A folder on a mount that tasks write their logs to in place of Cloud Logging. Default: none."),
        new("logsFolder", "Where this machine finds that folder. Default: at the same path."),
        new("useAlphaDependencies", "true to have the service's v1alpha API wait for other jobs. Default: false, a client that runs waits."),
        new("logSettleTime", "How long after its end a task's last lines may still arrive, as 15s. Default: 15s."),
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
            Project = connection.Profile ?? _defaults.Project,
            Endpoint = connection.Endpoint ?? _defaults.Endpoint,
        };
        foreach (var setting in connection.Settings)
        {
            options = With(options, setting.Key, setting.Value);
        }

        return new GoogleBatchProvider(options, context);
    }

    private GoogleBatchOptions With(GoogleBatchOptions options, string name, string value) => name switch
    {
        "project" => options with { Project = value },
        "credentialsFile" => options with { CredentialsFile = value },
        "impersonate" => options with { Impersonate = Address(name, value) },
        "quotaProject" => options with { QuotaProject = value },
        "image" => options with { Image = value },
        "serviceAccount" => options with { ServiceAccount = Address(name, value) },
        "machineType" => options with { MachineType = value },
        "network" => options with { Network = value },
        "subnetwork" => options with { Subnetwork = value },
        "logsPath" => options with { LogsPath = value.StartsWith('/') ? value : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be an absolute path of the tasks' machines.") },
        "logsFolder" => options with { LogsFolder = value },
        "useAlphaDependencies" => options with { UseAlphaDependencies = Flag(name, value) },
        "logSettleTime" => options with { LogSettleTime = Duration(name, value) },
        "minPollInterval" => options with { MinPollInterval = Duration(name, value) },
        "maxPollInterval" => options with { MaxPollInterval = Duration(name, value) },
        _ => throw Invalid(name, $"The Google provider has no setting '{name}'; it has: {string.Join(", ", Settings.Select(setting => setting.Name))}."),
    };

    private static string Address(string name, string value) => value.Contains('@')
        ? value
        : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be the e-mail address of a service account.");

    private static bool Flag(string name, string value) =>
        bool.TryParse(value, out var flag) ? flag : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be true or false.");

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a duration, as 60s.");

    private static BatchException Invalid(string name, string message) =>
        new(BatchErrorCode.InvalidSpec, message) { Provider = GoogleProviderName.Value, Resource = name };
}
