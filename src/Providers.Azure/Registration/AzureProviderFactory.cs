using System.Globalization;

namespace MultiBatch.Providers.Azure.Registration;

/// <summary>Makes <see cref="AzureBatchProvider"/>s from connection settings.</summary>
public sealed class AzureProviderFactory : IBatchProviderFactory
{
    private readonly AzureBatchOptions _defaults;

    /// <summary>Makes a factory.</summary>
    /// <param name="defaults">What holds where the connection says nothing. Default: as <see cref="AzureBatchOptions"/> say.</param>
    public AzureProviderFactory(AzureBatchOptions? defaults = null) => _defaults = defaults ?? new AzureBatchOptions();

    /// <inheritdoc/>
    public string Provider => AzureProviderName.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ConnectionSetting> Settings { get; } =
    [
        new("account", "The name of the Batch account, for its key. Default: AZURE_BATCH_ACCOUNT, else the first part of the endpoint."),
        new("keyVariable", "The name of the variable that holds the account's key. Default: AZURE_BATCH_ACCESS_KEY; where it is not set, the vendor's credential chain."),
        new("image", "The container image of jobs that name none; new environments are then made for containers. Default: none."),
        new("machineImage", "The machine image of environments that name none, as publisher:offer:sku. Default: the newest Ubuntu the service verifies."),
        new("vmSize", "The VM size of environments that name none. Default: Standard_D2s_v5."),
        new("subnet", "The resource id of the subnet of environments that name none. Default: none."),
        new("scope", "What tokens are asked for, for sovereign clouds. Default: https://batch.core.windows.net//.default."),
        new("authorityHost", "Who gives tokens, for sovereign clouds. Default: AZURE_AUTHORITY_HOST, else the public cloud's."),
        new("apiVersion", "The version of the service's interface. Default: 2025-06-01."),
        new("nodeIdentityEndpoint", "Where tasks get tokens of their node's identity for secrets. Default: the address every Azure machine has."),
        new("tasksPerGeneration", "How many tasks an Azure job takes before the queue begins a new one. Default: 100000."),
        new("minPollInterval", "The shortest time between two looks at a job, as 2s. Default: 2s."),
        new("maxPollInterval", "The longest time between two looks at a job, as 30s. Default: 30s."),
    ];

    /// <inheritdoc/>
    public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);

        var options = _defaults with { Endpoint = connection.Endpoint ?? _defaults.Endpoint, Account = connection.Profile ?? _defaults.Account };
        foreach (var setting in connection.Settings)
        {
            options = With(options, setting.Key, setting.Value);
        }

        return new AzureBatchProvider(options, context);
    }

    private AzureBatchOptions With(AzureBatchOptions options, string name, string value) => name switch
    {
        "account" => options with { Account = value },
        "keyVariable" => options with { KeyVariable = value },
        "image" => options with { Image = value },
        "machineImage" => options with { MachineImage = value },
        "vmSize" => options with { VmSize = value },
        "subnet" => options with { Subnet = value },
        "scope" => options with { Scope = value },
        "authorityHost" => options with { AuthorityHost = Address(name, value) },
        "apiVersion" => options with { ApiVersion = value },
        "nodeIdentityEndpoint" => options with { NodeIdentityEndpoint = Address(name, value) },
        "tasksPerGeneration" => options with { TasksPerGeneration = Number(name, value) },
        "minPollInterval" => options with { MinPollInterval = Duration(name, value) },
        "maxPollInterval" => options with { MaxPollInterval = Duration(name, value) },
        _ => throw Invalid(name, $"The Azure provider has no setting '{name}'; it has: {string.Join(", ", Settings.Select(setting => setting.Name))}."),
    };

    private static Uri Address(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) ? address : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be an address, as https://login.microsoftonline.us.");

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a number above 0.");

    private static TimeSpan Duration(string name, string value) =>
        DurationText.TryParse(value, out var duration) ? duration : throw Invalid(name, $"The setting '{name}' is '{value}'; it must be a duration, as 60s.");

    private static BatchException Invalid(string name, string message) =>
        new(BatchErrorCode.InvalidSpec, message) { Provider = AzureProviderName.Value, Resource = name };
}
