using System.Management.Automation;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Planning;
using MultiBatch.PowerShell.Submitting;

namespace MultiBatch.PowerShell.Costs;

/// <summary><c>Compare-BatchCost</c></summary>
[Cmdlet(VerbsData.Compare, "BatchCost", DefaultParameterSetName = NeedsSet)]
[OutputType(typeof(BatchCost))]
public sealed class CompareBatchCostCommand : QuestionCmdlet
{
    private const string NeedsSet = "Needs";
    private const string PathSet = "Path";
    private const string SpecSet = "Spec";

    private readonly List<JobSpec> _specs = [];
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private SpecReading? _reading;

    /// <summary>Job files (YAML or JSON): each of their jobs is asked for; other parameters are laid over what it needs.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Jobs: plans of Get-BatchPlan, rows as for Submit-BatchJob; other parameters are laid over what each needs.</summary>
    [Parameter(ParameterSetName = SpecSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? Spec { get; set; }

    /// <summary>How long one task runs, as 2h. Default: 1h; for a job, what tasks of it took before.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Duration { get; set; }

    /// <summary>How many tasks. Default: 1, or the size of the job's array.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How many tasks run at the same time. Default: all, or as the job says.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Parallelism { get; set; }

    /// <summary>Paid time before a machine's first task. Default: 2m, azure 3m, containers 30s.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Boot { get; set; }

    /// <summary>Network disk of each machine.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? Disk { get; set; }

    /// <summary>Each machine has a public IPv4 address.</summary>
    [Parameter]
    public SwitchParameter PublicAddress { get; set; }

    /// <summary>What each task sends to the internet.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? Egress { get; set; }

    /// <summary>What each task logs.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? Log { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != SpecSet)
        {
            return;
        }

        try
        {
            _specs.Add(InputValues.Unwrap(Spec) is BatchPlan plan
                ? plan.Source.Resolved
                : SpecRow.Apply(new JobSpec(), Spec!, _reading ??= new SpecReading(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path))));
        }
        catch (CmdletInputException e)
        {
            WriteError(Record(e, Spec));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(ParameterSetName switch
    {
        PathSet => CompareFilesAsync,
        SpecSet => token => CompareAsync(_specs, token),
        _ => CompareNeedsAsync,
    });

    private async Task CompareNeedsAsync(CancellationToken cancellationToken)
    {
        var comparer = await ComparerAsync(Connection).ConfigureAwait(false);
        var comparison = await comparer.CompareAsync(Lay(new CostQuery { Duration = Duration ?? PlanCosts.AssumedDuration }), cancellationToken).ConfigureAwait(false);
        await WriteAsync(null, comparison, Duration is null ? $"no -Duration was given: {DurationText.Format(PlanCosts.AssumedDuration)} is assumed" : null).ConfigureAwait(false);
    }

    private async Task CompareFilesAsync(CancellationToken cancellationToken)
    {
        var paths = await AskAsync(() => Path!.Select(path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)).ToList()).ConfigureAwait(false);
        foreach (var path in paths)
        {
            try
            {
                var file = await JobFileInput.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                await CompareAsync([.. file.Jobs.Select(entry => entry.Spec)], cancellationToken).ConfigureAwait(false);
            }
            catch (CmdletInputException e)
            {
                await ReportAsync(e, path).ConfigureAwait(false);
            }
        }
    }

    private async Task CompareAsync(IReadOnlyList<JobSpec> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        var comparer = await ComparerAsync(Connection).ConfigureAwait(false);
        foreach (var job in jobs)
        {
            var (duration, note) = Duration is { } given
                ? (given, null)
                : await JobDuration.FindAsync(token => Connections.ClientAsync(Connection, token), job, cancellationToken).ConfigureAwait(false);
            var comparison = await comparer.CompareAsync(Lay(CostComparer.QueryOf(job, duration)), cancellationToken).ConfigureAwait(false);
            await WriteAsync(job.Name ?? job.Definition?.ToString(), comparison, note).ConfigureAwait(false);
        }
    }

    private CostQuery Lay(CostQuery below) => below with
    {
        Requirements = Needs(below.Requirements),
        Count = Count ?? below.Count,
        Parallelism = Parallelism ?? below.Parallelism,
        Boot = Boot ?? below.Boot,
        Extras = below.Extras with
        {
            DiskPerMachine = BatchSize.ToSize(Disk) ?? below.Extras.DiskPerMachine,
            PublicAddress = PublicAddress.IsPresent || below.Extras.PublicAddress,
            EgressPerTask = BatchSize.ToSize(Egress) ?? below.Extras.EgressPerTask,
            LogsPerTask = BatchSize.ToSize(Log) ?? below.Extras.LogsPerTask,
        },
        Scope = Scope(below.Scope),
    };

    private async Task WriteAsync(string? job, CostComparison comparison, string? note)
    {
        var whole = note is null ? comparison : comparison with { Warnings = [note, .. comparison.Warnings] };
        foreach (var warning in whole.Warnings)
        {
            if (_warned.Add(warning))
            {
                await WarnAsync(char.ToUpperInvariant(warning[0]) + warning.Substring(1) + ".").ConfigureAwait(false);
            }
        }

        foreach (var provider in whole.Providers)
        {
            await WriteAsync(new BatchCost(job, whole, provider)).ConfigureAwait(false);
        }

        if (whole.Winner is null)
        {
            await ReportAsync(new BatchException(BatchErrorCode.NotFound, $"Nothing fits: {whole.Why}"), job).ConfigureAwait(false);
        }
    }
}
