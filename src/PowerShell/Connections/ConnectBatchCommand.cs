using System.Collections;
using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary><c>Connect-Batch</c></summary>
[Cmdlet(VerbsCommunications.Connect, "Batch", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(BatchConnection))]
public sealed class ConnectBatchCommand : ConnectionCmdlet
{
    private const string ProviderSet = "Provider";
    private const string NameSet = "Name";

    /// <summary>The provider.</summary>
    [Parameter(ParameterSetName = ProviderSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string Provider { get; set; } = string.Empty;

    /// <summary>The name. Default: the provider's. Without -Provider: a saved connection, which becomes the one in use.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    [Parameter(ParameterSetName = NameSet, Mandatory = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? Name { get; set; }

    /// <summary>The region. Default: the vendor's own configuration decides.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The profile, account or project of the vendor's credential chain.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public string? Profile { get; set; }

    /// <summary>Another endpoint than the vendor's, for emulators and private links.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public Uri? Endpoint { get; set; }

    /// <summary>The proxy for the calls of the service, as http://proxy.example.com:3128. Default: the proxy variables of the environment.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public Uri? Proxy { get; set; }

    /// <summary>The queue of submits that name none.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public string? DefaultQueue { get; set; }

    /// <summary>Further settings of the provider, by name.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public Hashtable? Setting { get; set; }

    /// <summary>Saves the connection for later sessions and the multibatch command. It holds no secret.</summary>
    [Parameter(ParameterSetName = ProviderSet)]
    public SwitchParameter Save { get; set; }

    /// <summary>Leaves the connection in use as it is.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var settings = ParameterSetName == NameSet ? await Registry.ResolveAsync(Name, Connections.Runspace, cancellationToken).ConfigureAwait(false) : Settings();

        // Making the client checks the settings; it calls nothing.
        var made = Registry.Add(settings);
        try
        {
            (await made.LeaseAsync(Connections.ReadSecret).ConfigureAwait(false)).Dispose();
            // The connection itself lasts no longer than the process; with -WhatIf the rest of a script has it all the same.
            if (Save.IsPresent && await AskAsync(() => ShouldProcess(settings.Name, "Save connection")).ConfigureAwait(false))
            {
                await Registry.Store.SaveAsync(settings, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            Registry.Close(settings.Name);
            throw;
        }

        if (!NotDefault.IsPresent)
        {
            Registry.SetDefault(Connections.Runspace, settings.Name);
        }

        foreach (var connection in (await ListAsync(cancellationToken).ConfigureAwait(false)).Where(one => Same(one.Name, settings.Name)))
        {
            await WriteAsync(connection).ConfigureAwait(false);
        }
    });

    private ConnectionSettings Settings()
    {
        var provider = Registry.Factory(Provider).Provider;
        Refuse(Endpoint, "-Endpoint", ["http", "https"], "https://host or http://127.0.0.1:port");
        Refuse(Proxy, "-Proxy", ["http", "https", "socks4", "socks5"], "http://proxy:3128");

        return new ConnectionSettings
        {
            Name = Name ?? provider,
            Provider = provider,
            Region = Region,
            Profile = Profile,
            Endpoint = Endpoint,
            Proxy = Proxy,
            DefaultQueue = DefaultQueue,
            Settings = InputMaps.Texts(Setting, "-Setting") ?? new Dictionary<string, string>(),
        };
    }

    private static void Refuse(Uri? address, string parameter, string[] schemes, string example)
    {
        if (address is not null && (!address.IsAbsoluteUri || !schemes.Contains(address.Scheme)))
        {
            throw new CmdletInputException($"{parameter}: '{address.OriginalString}' is not an address; write {example}.", address.OriginalString);
        }
    }
}
