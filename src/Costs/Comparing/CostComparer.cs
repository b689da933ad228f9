using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>Answers where a job is cheapest, from one catalogue. Thread-safe.</summary>
public sealed class CostComparer
{
    private readonly CostComparerOptions _options;

    /// <summary>Creates a comparer.</summary>
    /// <param name="catalogue">The prices.</param>
    /// <param name="options">Settings. Default: <see cref="CostComparerOptions"/> as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An adjustment is out of its range.</exception>
    public CostComparer(PriceCatalogue catalogue, CostComparerOptions? options = null)
    {
        Catalogue = catalogue ?? throw new ArgumentNullException(nameof(catalogue));
        _options = options ?? new CostComparerOptions();
        _options.Adjustments.Validate();
    }

    /// <summary>The prices.</summary>
    public PriceCatalogue Catalogue { get; }

    /// <summary>Compares providers, regions, machine types and ways to buy.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Ends the work between providers.</param>
    /// <exception cref="ArgumentException">The question has a value out of its range.</exception>
    public ValueTask<CostComparison> CompareAsync(CostQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        return new ValueTask<CostComparison>(Compare(query, cancellationToken));
    }

    /// <summary>Compares where a job would be cheapest: its resources, its array, its purchase and its disk are taken from the spec.</summary>
    /// <param name="job">The job.</param>
    /// <param name="duration">How long one task runs.</param>
    /// <param name="scope">Where to look. Default: everywhere, bought as the job says.</param>
    /// <param name="cancellationToken">Ends the work between providers.</param>
    public ValueTask<CostComparison> CompareAsync(JobSpec job, TimeSpan duration, CostScope? scope = null, CancellationToken cancellationToken = default) =>
        CompareAsync(QueryOf(job, duration, scope), cancellationToken);

    /// <summary>The question a job asks.</summary>
    /// <param name="job">The job.</param>
    /// <param name="duration">How long one task runs.</param>
    /// <param name="scope">Where to look. Default: everywhere, bought as the job says.</param>
    public static CostQuery QueryOf(JobSpec job, TimeSpan duration, CostScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        scope ??= job.Purchase is { } purchase ? new CostScope { Purchases = [purchase] } : new CostScope();
        return new CostQuery
        {
            Requirements = CostRequirements.From(job.Resources),
            Duration = duration,
            Count = job.Array?.Size ?? job.Array?.Tasks?.Rows.Count ?? 1,
            Parallelism = job.Array?.Parallelism,
            Extras = new CostExtras { DiskPerMachine = job.Resources?.DataDisk?.Size ?? default },
            Scope = job.Exclusive == true ? scope with { Placement = TaskPlacement.OnePerMachine } : scope,
        };
    }

    internal CostComparison Compare(CostQuery query, CancellationToken cancellationToken)
    {
        var now = _options.TimeProvider.GetUtcNow().UtcDateTime;
        var answers = new List<ProviderCosts>();
        foreach (var provider in ProvidersOf(query.Scope))
        {
            cancellationToken.ThrowIfCancellationRequested();
            answers.Add(Answer(provider, query, now));
        }

        var sorted = answers
            .OrderBy(answer => answer.Best is null)
            .ThenBy(answer => answer.Best?.TotalCost ?? 0)
            .ThenBy(answer => answer.Provider, StringComparer.Ordinal)
            .ToList();
        return new CostComparison
        {
            Query = query,
            Catalogue = Catalogue,
            Providers = sorted,
            Why = Verdict.Of(query, sorted),
            Warnings = PriceAge.Warnings(sorted, now),
        };
    }

    private ProviderCosts Answer(string provider, CostQuery query, DateTime now)
    {
        var scan = Scan(provider, query);
        if (scan.Best is not null)
        {
            var rows = new CostRows(Catalogue, _options.Adjustments, query, scan, now);
            return new ProviderCosts { Provider = provider, Best = rows.Best(), Alternatives = rows.Alternatives() };
        }

        var explanation = new NoMatch(Catalogue, query, provider, changed => Scan(provider, changed));
        return new ProviderCosts
        {
            Provider = provider,
            Reasons = explanation.Reasons(),
            Nearest = explanation.Nearest((scanned, changed) => new CostRows(Catalogue, _options.Adjustments, changed, scanned, now).Best()),
        };
    }

    private OfferScan Scan(string provider, CostQuery query) => OfferScan.Run(Catalogue, _options.Adjustments, provider, query);

    private IEnumerable<string> ProvidersOf(CostScope scope)
    {
        if (scope.Providers is { Count: > 0 } named)
        {
            return named.Distinct(StringComparer.OrdinalIgnoreCase).Select(provider => provider.ToLowerInvariant());
        }

        // Who names regions with their providers asks for no others.
        return scope.Regions is { Count: > 0 } regions && regions.All(region => region.Contains(':'))
            ? regions.Select(region => region.Split(':')[0].ToLowerInvariant()).Distinct()
            : Catalogue.Providers;
    }
}
