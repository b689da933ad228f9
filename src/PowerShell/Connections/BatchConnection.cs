using MultiBatch.FrontEnds.Json;
using MultiBatch.PowerShell.Jobs;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>A connection: a named way to reach a provider. Holds no secret. Data only.</summary>
public sealed class BatchConnection
{
    private readonly ConnectionSettings _settings;

    internal BatchConnection(ConnectionSettings settings, bool isDefault, bool isOpen, bool isSaved)
    {
        _settings = settings;
        IsDefault = isDefault;
        IsOpen = isOpen;
        IsSaved = isSaved;
        Settings = new BatchLabels(settings.Settings);
    }

    /// <summary>The name.</summary>
    public string Name => _settings.Name;

    /// <summary>The provider.</summary>
    public string Provider => _settings.Provider;

    /// <summary>The region; null where the vendor's own configuration decides.</summary>
    public string? Region => _settings.Region;

    /// <summary>The profile, account or project of the vendor's credential chain.</summary>
    public string? Profile => _settings.Profile;

    /// <summary>The endpoint; null for the vendor's.</summary>
    public string? Endpoint => _settings.Endpoint?.ToString();

    /// <summary>The proxy for the calls of the service; null where the environment decides.</summary>
    public string? Proxy => _settings.Proxy?.ToString();

    /// <summary>The queue of submits that name none.</summary>
    public string? DefaultQueue => _settings.DefaultQueue;

    /// <summary>Further settings of the provider.</summary>
    public BatchLabels Settings { get; }

    /// <summary>True for the connection this runspace uses when none is named.</summary>
    public bool IsDefault { get; }

    /// <summary>True when it has been made or used in this process.</summary>
    public bool IsOpen { get; }

    /// <summary>True when it is there in the next session too.</summary>
    public bool IsSaved { get; }

    /// <summary>The connection as <c>multibatch connection list --output json</c> writes it.</summary>
    public string ToJson() => ConnectionJson.Write(_settings, IsDefault);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
