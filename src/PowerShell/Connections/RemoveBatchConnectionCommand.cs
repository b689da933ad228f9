using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Connections;

/// <summary><c>Remove-BatchConnection</c></summary>
[Cmdlet(VerbsCommon.Remove, "BatchConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveBatchConnectionCommand : ConnectionCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The saved connections to forget. Their jobs are not touched.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Connection")]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Asks nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Remove saved connection", Force.IsPresent)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_names.Count > 0)
        {
            Run(RemoveAsync);
        }
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var name in _names)
        {
            try
            {
                var saved = await Registry.Store.ListAsync(cancellationToken).ConfigureAwait(false);
                await Registry.Store.RemoveAsync(saved.FirstOrDefault(one => Same(one.Name, name))?.Name ?? name, cancellationToken).ConfigureAwait(false);
                Registry.Close(name);
                if (Same(name, Registry.DefaultOf(Connections.Runspace)))
                {
                    Registry.SetDefault(Connections.Runspace, null);
                }
            }
            catch (BatchException e)
            {
                await ReportAsync(e, name).ConfigureAwait(false);
            }
        }
    }
}
