using System.Management.Automation;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Environments;

/// <summary><c>New-BatchEnvironment</c></summary>
[Cmdlet(VerbsCommon.New, "BatchEnvironment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchEnvironment))]
public sealed class NewBatchEnvironmentCommand : EnvironmentCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Where(name => Confirms(name, "Create environment")));

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
