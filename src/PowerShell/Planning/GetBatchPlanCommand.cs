using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Submitting;

namespace MultiBatch.PowerShell.Planning;

/// <summary><c>Get-BatchPlan</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchPlan", DefaultParameterSetName = CommandSet)]
[OutputType(typeof(BatchPlan))]
public sealed class GetBatchPlanCommand : SpecCmdlet
{
    private readonly List<JobSpec> _specs = [];

    /// <summary>Calls nothing: what needs a call is shown as unverified.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TakeArray();
        Run(PlanAsync);
    }

    private protected override void Take(JobSpec spec, object? source) => _specs.Add(spec);

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == PathSet)
        {
            var paths = await AskAsync(() => Path!.Select(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)).ToList()).ConfigureAwait(false);
            foreach (var path in paths)
            {
                try
                {
                    var file = await JobFileInput.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                    await WriteAsync(await AskAsync(() => file.Jobs.Select(entry => FromParameters(entry.Spec, null)).ToList()).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is CmdletInputException or BatchException)
                {
                    await ReportAsync(e, path).ConfigureAwait(false);
                }
            }
        }
        else if (_specs.Count > 0)
        {
            await WriteAsync(_specs, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(IReadOnlyList<JobSpec> specs, CancellationToken cancellationToken)
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        var region = (await Connections.ResolveAsync(Connection, cancellationToken).ConfigureAwait(false)).Region;
        await foreach (var plan in client.PlanManyAsync(specs, Offline.IsPresent ? PlanMode.Offline : PlanMode.Connected, null, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(new BatchPlan(plan, client.Connection ?? client.Provider, region, Registry.Prices())).ConfigureAwait(false);
        }
    }
}
