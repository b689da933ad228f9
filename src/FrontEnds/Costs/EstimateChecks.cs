using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Jobs;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>Sets an estimate beside what jobs did cost: what one would have said of the job's spec, on its provider and in its region.</summary>
internal sealed class EstimateChecks
{
    private readonly CostComparer _comparer;
    private readonly MachineHints _hints;
    private readonly TimeSpan? _duration;

    /// <param name="comparer">The prices.</param>
    /// <param name="hints">Knows the specs.</param>
    /// <param name="duration">How long a task was thought to run; null for what its tasks did take.</param>
    public EstimateChecks(CostComparer comparer, MachineHints hints, TimeSpan? duration)
    {
        _comparer = comparer;
        _hints = hints;
        _duration = duration;
    }

    /// <summary>Estimates beside groups of single jobs, by the group's key; a job whose spec or region is not known has none.</summary>
    /// <param name="groups">Groups by <see cref="CostGrouping.Job"/>.</param>
    /// <param name="jobs">The tasks the groups were made from.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyDictionary<string, EstimateCheck>> OfAsync(IReadOnlyList<CostGroup> groups, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        var byJob = jobs.ToLookup(job => job.Reference.Parent.ToString(), StringComparer.Ordinal);
        var checks = new Dictionary<string, EstimateCheck>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var tasks = byJob[group.Key].ToList();
            if (tasks.Count > 0 && await CheckAsync(group, tasks, cancellationToken).ConfigureAwait(false) is { } check)
            {
                checks[group.Key] = check;
            }
        }

        return checks;
    }

    private async Task<EstimateCheck?> CheckAsync(CostGroup group, List<Job> tasks, CancellationToken cancellationToken)
    {
        var reference = tasks[0].Reference;
        var region = group.Costs.Attempts.Select(attempt => attempt.Region).FirstOrDefault(name => name is not null);
        var history = _duration is null ? DurationHistory.Of(tasks) : null;
        var duration = _duration ?? history?.Median;
        if (duration is null || !_comparer.Catalogue.Providers.Contains(reference.Provider)
            || await _hints.SpecAsync(reference, cancellationToken).ConfigureAwait(false) is not { } spec)
        {
            return null;
        }

        var query = CostComparer.QueryOf(spec, duration.Value);
        query = query with
        {
            Scope = query.Scope with
            {
                Providers = [reference.Provider], Regions = region is null ? null : [region], Purchases = spec.Purchase is { } purchase ? [purchase] : [Purchase.OnDemand], Alternatives = 0,
            },
        };
        var estimate = (await _comparer.CompareAsync(query, cancellationToken).ConfigureAwait(false)).Winner;
        return estimate is null ? null : new EstimateCheck
        {
            Estimate = estimate,
            Actual = group.Costs,
            Duration = duration.Value,
            Basis = history is null ? "the duration that was given" : $"the middle of what its {history.Samples} task{(history.Samples == 1 ? string.Empty : "s")} took",
        };
    }
}
