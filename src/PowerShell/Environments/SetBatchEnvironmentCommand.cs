using System.Management.Automation;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Environments;

/// <summary><c>Set-BatchEnvironment</c></summary>
[Cmdlet(VerbsCommon.Set, "BatchEnvironment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchEnvironment))]
public sealed class SetBatchEnvironmentCommand : EnvironmentCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Change environment")));

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
