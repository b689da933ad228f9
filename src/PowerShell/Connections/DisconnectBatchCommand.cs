using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Connections;

/// <summary><c>Disconnect-Batch</c></summary>
[Cmdlet(VerbsCommunications.Disconnect, "Batch")]
public sealed class DisconnectBatchCommand : ConnectionCmdlet
{
    /// <summary>The connections to close. Default: the one in use. Saved ones stay saved; jobs go on.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Connection")]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Close(Name ?? [Registry.DefaultOf(Connections.Runspace) ?? MultiBatch.Connections.ConnectionStore.LocalName]);

    private void Close(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var isDefault = Same(name, Registry.DefaultOf(Connections.Runspace));
            if (Registry.Close(name) || isDefault)
            {
                WriteVerbose($"closed connection {name}");
            }
            else if (Name is not null)
            {
                WriteError(Record(new BatchException(BatchErrorCode.NotFound, $"The connection '{name}' is not open.") { Resource = name }, name));
            }

            if (isDefault)
            {
                Registry.SetDefault(Connections.Runspace, null);
            }
        }
    }
}
