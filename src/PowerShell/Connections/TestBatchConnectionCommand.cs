using System.Diagnostics;
using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Connections;

/// <summary><c>Test-BatchConnection</c></summary>
[Cmdlet(VerbsDiagnostic.Test, "BatchConnection")]
[OutputType(typeof(BatchConnectionTest), typeof(bool))]
public sealed class TestBatchConnectionCommand : ConnectionCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>The connections to try. Default: the one in use.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Connection")]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Says true or false, and nothing else.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        foreach (var name in _names.Count > 0 ? _names.Cast<string?>() : [null])
        {
            var result = await TestAsync(name, cancellationToken).ConfigureAwait(false);
            if (Quiet.IsPresent)
            {
                await WriteAsync(result.Works).ConfigureAwait(false);
                continue;
            }

            await WriteAsync(result).ConfigureAwait(false);
            if (result.Error is { } error)
            {
                await ReportAsync(error, result.Name).ConfigureAwait(false);
            }
        }
    });

    // Credentials, endpoint, and the permission to list.
    private async Task<BatchConnectionTest> TestAsync(string? name, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var settings = await Connections.ResolveAsync(name, cancellationToken).ConfigureAwait(false);
            name = settings.Name;
            var client = await Connections.ClientAsync(name, cancellationToken).ConfigureAwait(false);
            await client.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var page in client.ListJobPagesAsync(new JobQuery { PageSize = 1 }, null, cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            return new BatchConnectionTest(settings.Name, settings.Provider, watch.Elapsed, null);
        }
        catch (Exception e) when (e is BatchException or CmdletInputException)
        {
            return new BatchConnectionTest(name ?? string.Empty, (e as BatchException)?.Provider, watch.Elapsed, e);
        }
    }
}
