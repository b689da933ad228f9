using System.Management.Automation;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Environments;

/// <summary><c>Get-BatchEnvironment</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchEnvironment")]
[OutputType(typeof(BatchEnvironment))]
public sealed class GetBatchEnvironmentCommand : BatchCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>Only environments of these names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Environment";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        await NamedItems.WriteAsync(
            _names,
            () => client.Environments.ListAsync(cancellationToken),
            name => client.Environments.GetAsync(name, cancellationToken),
            environment => environment.Name,
            environment => PostAsync(new BatchEnvironment(environment, client.Connection ?? client.Provider)),
            (error, name) => ReportAsync(error, name)).ConfigureAwait(false);
    });
}
