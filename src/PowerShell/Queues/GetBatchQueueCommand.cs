using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Queues;

/// <summary><c>Get-BatchQueue</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchQueue")]
[OutputType(typeof(BatchQueue))]
public sealed class GetBatchQueueCommand : BatchCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>Only queues of these names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Queue";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        await NamedItems.WriteAsync(
            _names,
            () => client.Queues.ListAsync(cancellationToken),
            name => client.Queues.GetAsync(name, cancellationToken),
            queue => queue.Name,
            queue => PostAsync(new BatchQueue(queue, client.Connection ?? client.Provider)),
            (error, name) => ReportAsync(error, name)).ConfigureAwait(false);
    });
}
