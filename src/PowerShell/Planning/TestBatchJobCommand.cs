using System.Management.Automation;
using MultiBatch.FrontEnds.Connections;
using MultiBatch.JobFiles;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Connections;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Planning;

/// <summary><c>Test-BatchJob</c></summary>
[Cmdlet(VerbsDiagnostic.Test, "BatchJob")]
[OutputType(typeof(BatchPortability))]
public sealed class TestBatchJobCommand : BatchCmdlet
{
    private readonly List<string> _paths = [];

    /// <summary>The job files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The connections to plan for. Default: every provider, and the connections there are.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Connection { get; set; }

    /// <summary>Allows calls that read: what needs one is then known.</summary>
    [Parameter]
    public SwitchParameter Online { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _paths.AddRange(Path.Select(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)));

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        foreach (var path in _paths)
        {
            try
            {
                var file = await JobFileInput.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                foreach (var settings in await TargetsAsync(cancellationToken).ConfigureAwait(false))
                {
                    await TestAsync(file, settings, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is CmdletInputException or BatchException)
            {
                await ReportAsync(e, path).ConfigureAwait(false);
            }
        }
    });

    private async Task<IReadOnlyList<ConnectionSettings>> TargetsAsync(CancellationToken cancellationToken)
    {
        if (Connection is { Length: > 0 })
        {
            var chosen = new List<ConnectionSettings>();
            foreach (var name in Connection)
            {
                chosen.Add(await Connections.ResolveAsync(name, cancellationToken).ConfigureAwait(false));
            }

            return chosen;
        }

        var open = Registry.Open.Select(one => one.Settings).ToList();
        return
        [
            .. open,
            .. Registry.Providers.Where(factory => !open.Any(one => one.Provider == factory.Provider))
                .Select(factory => new ConnectionSettings { Name = factory.Provider, Provider = factory.Provider }),
        ];
    }

    private async Task TestAsync(JobFile file, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var specs = file.Jobs.Select(entry => entry.Spec).ToList();
        BatchClient? own = null;
        try
        {
            var isKnown = Registry.Open.Any(one => string.Equals(one.Name, settings.Name, StringComparison.OrdinalIgnoreCase)) || Connection is { Length: > 0 };

            // A provider that nobody has connected to is planned for with its defaults, and forgotten.
            var client = isKnown
                ? await Connections.ClientAsync(settings.Name, cancellationToken).ConfigureAwait(false)
                : own = ConnectedClient.Create(settings, Registry.Factory(settings.Provider), static _ => "not read: nothing is called");
            await foreach (var plan in client.PlanManyAsync(specs, Online.IsPresent ? PlanMode.Connected : PlanMode.Offline, null, cancellationToken).ConfigureAwait(false))
            {
                await WriteAsync(new BatchPortability(NameOf(plan.Requested, specs), settings.Name, settings.Provider, plan, null)).ConfigureAwait(false);
            }
        }
        catch (BatchException e)
        {
            foreach (var spec in specs)
            {
                await WriteAsync(new BatchPortability(NameOf(spec, specs), settings.Name, settings.Provider, null, e.Message)).ConfigureAwait(false);
            }
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string NameOf(JobSpec spec, List<JobSpec> all) => spec.Name ?? (spec.Command is [var program, ..] ? program : null) ?? $"job {all.IndexOf(spec)}";
}
