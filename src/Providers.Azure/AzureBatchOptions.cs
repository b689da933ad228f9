using Azure.Core;

namespace MultiBatch.Providers.Azure;

/// <summary>Settings of an <see cref="AzureBatchProvider"/>. Every one has a working default, but for the account's address.</summary>
public sealed record AzureBatchOptions
{
    /// <summary>
    /// The address of the Batch account, as <c>https://ACCOUNT.REGION.batch.azure.com</c>. Default: the variable <c>AZURE_BATCH_ENDPOINT</c>; one of
    /// both is needed.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The name of the account, for its key. Default: the variable <c>AZURE_BATCH_ACCOUNT</c>, else the first part of the address.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// The name of the variable that holds the account's key. Default: <c>AZURE_BATCH_ACCESS_KEY</c>; where it is not set, tokens of the vendor's
    /// credential chain are used.
    /// </summary>
    public string? KeyVariable { get; init; }

    /// <summary>The account's key itself, in base64, for applications that have it from a vault. Never saved. Default: none.</summary>
    public string? AccountKey { get; init; }

    /// <summary>Credentials of the caller's own. Default: the vendor's chain (environment, workload and managed identity, az login and so on).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>What tokens are asked for. Default: the public cloud's, <c>https://batch.core.windows.net//.default</c>.</summary>
    public string Scope { get; init; } = "https://batch.core.windows.net//.default";

    /// <summary>Who gives tokens, for sovereign clouds. Default: <c>AZURE_AUTHORITY_HOST</c>, else the public cloud's.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>The version of the service's interface that is spoken. Default: <c>2025-06-01</c>.</summary>
    public string ApiVersion { get; init; } = "2025-06-01";

    /// <summary>
    /// The container image of jobs that name none, on pools with containers; new environments are then made for containers. Default: none; jobs without an
    /// image run as processes, on pools without containers.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>
    /// The machine image of environments that name none, as <c>publisher:offer:sku</c>, with or without a version. Default: the newest Ubuntu that the
    /// service verifies and supports, with a container runtime where the environment is for containers.
    /// </summary>
    public string? MachineImage { get; init; }

    /// <summary>The VM size of environments that name none. Default: <c>Standard_D2s_v5</c>, or <c>Standard_D2ps_v5</c> for arm64.</summary>
    public string? VmSize { get; init; }

    /// <summary>The subnet of environments that name none: its resource id. Default: none, the service's own network.</summary>
    public string? Subnet { get; init; }

    /// <summary>Where tasks get tokens of their node's identity for secrets. Default: the address every Azure machine has.</summary>
    public Uri? NodeIdentityEndpoint { get; init; }

    /// <summary>The most calls that change something, per second, shared by the process. Default: 50; the service names no figure.</summary>
    public double? ChangesPerSecond { get; init; }

    /// <summary>The most calls that read, per second, shared by the process. Default: 50; the service names no figure.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The shortest time between two looks at the same job. Default: 2 seconds.</summary>
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two looks at the same job. Default: 30 seconds.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many tasks an Azure job takes before the queue begins a new one. Default: 100,000.</summary>
    public int TasksPerGeneration { get; init; } = 100_000;

    /// <summary>How long one call to the service may take. Default: 60 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The settings as text, without the key.</summary>
    public override string ToString() => $"{nameof(AzureBatchOptions)} {{ Endpoint = {Endpoint}, Account = {Account}, Image = {Image}, ApiVersion = {ApiVersion} }}";
}
