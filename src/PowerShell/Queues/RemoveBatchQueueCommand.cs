using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Resources;

namespace MultiBatch.PowerShell.Queues;

/// <summary><c>Remove-BatchQueue</c></summary>
[Cmdlet(VerbsCommon.Remove, "BatchQueue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveBatchQueueCommand : BatchCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The queues to delete; their jobs must have ended.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Asks nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns when the request is accepted, and not when the queue is gone.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Queue";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Remove queue", Force.IsPresent)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_names.Count == 0)
        {
            return;
        }

        Run(async cancellationToken =>
        {
            var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
            foreach (var name in _names)
            {
                try
                {
                    await client.Queues.DeleteAsync(name, new ResourceOptions { Wait = !NoWait.IsPresent }, cancellationToken).ConfigureAwait(false);
                }
                catch (BatchException e)
                {
                    await ReportAsync(e, name).ConfigureAwait(false);
                }
            }
        });
    }
}
