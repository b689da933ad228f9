using System.Management.Automation;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Queues;

/// <summary><c>New-BatchQueue</c></summary>
[Cmdlet(VerbsCommon.New, "BatchQueue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchQueue))]
public sealed class NewBatchQueueCommand : QueueCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Create queue")));

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
                await PutAsync(name, update: false, cancellationToken).ConfigureAwait(false);
            }
        });
    }
}
