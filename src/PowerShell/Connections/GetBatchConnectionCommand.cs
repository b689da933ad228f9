using System.Management.Automation;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Connections;

/// <summary><c>Get-BatchConnection</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchConnection")]
[OutputType(typeof(BatchConnection))]
public sealed class GetBatchConnectionCommand : ConnectionCmdlet
{
    /// <summary>Only connections of these names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Connection")]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    private readonly List<string> _names = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        if (_names.Count == 0)
        {
            foreach (var connection in all)
            {
                await WriteAsync(connection).ConfigureAwait(false);
            }
        }

        foreach (var name in _names)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var found = all.Where(one => pattern.IsMatch(one.Name)).ToList();
            foreach (var connection in found)
            {
                await WriteAsync(connection).ConfigureAwait(false);
            }

            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                await ReportAsync(new BatchException(BatchErrorCode.NotFound, $"There is no connection '{name}'. Those there are: {string.Join(", ", all)}.") { Resource = name }, name).ConfigureAwait(false);
            }
        }
    });
}
