using System.Management.Automation;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Queues;

/// <summary><c>Set-BatchQueue</c></summary>
[Cmdlet(VerbsCommon.Set, "BatchQueue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchQueue))]
public sealed class SetBatchQueueCommand : QueueCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Change queue")));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_names.Count == 0)
        {
            return;
        }

        Run(async cancellationToken =>
        {
            foreach (var name in _names)
            {
                await PutAsync(name, update: true, cancellationToken).ConfigureAwait(false);
            }
        });
    }
}
