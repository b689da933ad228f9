using Google.Apis.Auth.OAuth2;

namespace MultiBatch.Providers.Google;

/// <summary>Settings of a <see cref="GoogleBatchProvider"/>. Every one but project and region has a working default.</summary>
public sealed record GoogleBatchOptions
{
    /// <summary>
    /// The project, by its id. Default: <c>GOOGLE_CLOUD_PROJECT</c>, <c>GCLOUD_PROJECT</c>, <c>CLOUDSDK_CORE_PROJECT</c>, then that of the credentials or the machine.
    /// </summary>
    public string? Project { get; init; }

    /// <summary>The region, as <c>us-central1</c>. Default: <c>GOOGLE_CLOUD_REGION</c>, then <c>CLOUDSDK_COMPUTE_REGION</c>.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Another address than the vendor's, for emulators and private links; for Batch and Cloud Logging alike. One over plain HTTP must be on this machine.
    /// Default: <c>CLOUDSDK_API_ENDPOINT_OVERRIDES_BATCH</c> and <c>CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING</c>, else the vendor's.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>A file with the key of a service account, or with credentials of a user. Default: application default credentials.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>The e-mail address of a service account to act as. Default: none.</summary>
    public string? Impersonate { get; init; }

    /// <summary>The project that calls are counted against and billed to. Default: that of the credentials, else the job's own.</summary>
    public string? QuotaProject { get; init; }

    /// <summary>The image of jobs that name none. Default: none; such jobs run as processes of their machine.</summary>
    public string? Image { get; init; }

    /// <summary>The service account of tasks that name none, and of environments that name none: its e-mail address. Default: the project's default account.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>The machine type of jobs for which nobody chooses one. Default: none; then a job without a machine type is rejected.</summary>
    public string? MachineType { get; init; }

    /// <summary>The network of machines whose environment names none. Default: the project's default network.</summary>
    public string? Network { get; init; }

    /// <summary>The subnetwork of machines whose environment names none. Default: the service's choice.</summary>
    public string? Subnetwork { get; init; }

    /// <summary>
    /// A folder on a mount that tasks write their logs to in place of Cloud Logging, as <c>/mnt/disks/share/logs</c>; a job needs that mount. Default: none.
    /// </summary>
    public string? LogsPath { get; init; }

    /// <summary>Where this machine finds the folder of <see cref="LogsPath"/>. Default: at the same path.</summary>
    public string? LogsFolder { get; init; }

    /// <summary>
    /// True to have the service itself wait for other jobs, through its v1alpha API: up to 4 jobs of the same region. Default: false; a client that runs waits.
    /// </summary>
    public bool UseAlphaDependencies { get; init; }

    /// <summary>How long after its end a task's last lines may still arrive in Cloud Logging. Default: 15 seconds.</summary>
    public TimeSpan LogSettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The most calls that change something, per second, shared by the process. Default: 80, below the service's 6,000 a minute.</summary>
    public double? ChangesPerSecond { get; init; }

    /// <summary>The most calls that read, per second, shared by the process. Default: 60, as some read several jobs; the service allows 15,000 a minute.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The shortest time between two looks at the same job. Default: 2 seconds.</summary>
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two looks at the same job. Default: 30 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Credentials of the caller's own. Default: the token in <c>CLOUDSDK_AUTH_ACCESS_TOKEN</c>, else application default credentials (environment, user, machine).</summary>
    public GoogleCredential? Credential { get; init; }

    /// <summary>How long one call to the service may take. Default: 60 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
