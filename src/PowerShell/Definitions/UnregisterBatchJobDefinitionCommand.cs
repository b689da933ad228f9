using System.Management.Automation;
using MultiBatch.Definitions;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Definitions;

/// <summary><c>Unregister-BatchJobDefinition</c></summary>
[Cmdlet(VerbsLifecycle.Unregister, "BatchJobDefinition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class UnregisterBatchJobDefinitionCommand : BatchCmdlet
{
    private readonly List<JobDefinitionReference> _definitions = [];

    /// <summary>The revisions to make inactive, as name:revision. Jobs that name them are refused from then on.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Definition { get; set; } = [];

    /// <summary>Asks nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Definition";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Definition)
        {
            if (!JobDefinitionReference.TryParse(text, out var reference) || reference!.Revision is null)
            {
                WriteError(Record(new CmdletInputException($"-Definition: '{text}' names no revision; write name:revision, as Get-BatchJobDefinition shows them.", text), text));
            }
            else if (Confirms(text, "Unregister job definition", Force.IsPresent))
            {
                _definitions.Add(reference);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_definitions.Count == 0)
        {
            return;
        }

        Run(async cancellationToken =>
        {
            var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
            foreach (var definition in _definitions)
            {
                try
                {
                    await client.Definitions.DeregisterAsync(definition, cancellationToken).ConfigureAwait(false);
                }
                catch (BatchException e)
                {
                    await ReportAsync(e, definition.ToString()).ConfigureAwait(false);
                }
            }
        });
    }
}
