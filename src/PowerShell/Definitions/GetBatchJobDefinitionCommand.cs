using System.Management.Automation;
using MultiBatch.Definitions;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Definitions;

/// <summary><c>Get-BatchJobDefinition</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchJobDefinition")]
[OutputType(typeof(BatchJobDefinition))]
public sealed class GetBatchJobDefinitionCommand : BatchCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>Definitions, as name (the latest active revision) or name:revision; wildcards are allowed. Default: every revision of all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Definition")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Every revision of the names, the inactive ones too.</summary>
    [Parameter]
    public SwitchParameter AllRevisions { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Definition";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        Task Write(JobDefinition definition) => PostAsync(new BatchJobDefinition(definition, client.Connection ?? client.Provider));
        if (AllRevisions.IsPresent && _names.Count > 0 && !_names.Any(WildcardPattern.ContainsWildcardCharacters))
        {
            foreach (var name in _names)
            {
                await foreach (var definition in client.Definitions.ListAsync(name, cancellationToken).ConfigureAwait(false))
                {
                    await Write(definition).ConfigureAwait(false);
                }
            }

            return;
        }

        await NamedItems.WriteAsync(
            _names,
            () => client.Definitions.ListAsync(null, cancellationToken),
            name => client.Definitions.GetAsync(JobDefinitionReference.Parse(name), cancellationToken),
            definition => definition.Name,
            Write,
            (error, name) => ReportAsync(error, name)).ConfigureAwait(false);
    });
}
