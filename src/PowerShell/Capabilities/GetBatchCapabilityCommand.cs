using System.Management.Automation;
using MultiBatch.Capabilities;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Capabilities;

/// <summary><c>Get-BatchCapability</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchCapability")]
[OutputType(typeof(BatchFeatureSupport))]
public sealed class GetBatchCapabilityCommand : BatchCmdlet
{
    /// <summary>Only these features; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Feature { get; set; }

    /// <summary>The connections. Default: the one in use.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Connection { get; set; }

    private readonly List<string> _connections = [];

    internal override string Subject => "Connection";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _connections.AddRange(Connection ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var patterns = Feature?.Select(name => new WildcardPattern(name.Replace(" ", string.Empty), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToList();
        foreach (var name in _connections.Count > 0 ? _connections.Cast<string?>() : [null])
        {
            try
            {
                var client = await Connections.ClientAsync(name, cancellationToken).ConfigureAwait(false);
                var capabilities = await client.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
                foreach (var feature in BatchCapabilities.AllFeatures.Where(feature => patterns is null || patterns.Any(pattern => pattern.IsMatch(feature.ToString()))))
                {
                    await PostAsync(new BatchFeatureSupport(feature, capabilities[feature], capabilities.Provider, client.Connection ?? client.Provider)).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, name).ConfigureAwait(false);
            }
        }
    });
}
