using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>
/// Where tasks are cheapest on one provider, or why nothing matches there. Amounts are in US dollars at list prices, without taxes; what is not known is null and not 0.
/// </summary>
public sealed class BatchCost
{
    private readonly CostComparison? _comparison;
    private readonly ProviderCosts _provider;
    private readonly CostRow? _row;

    internal BatchCost(string? job, CostComparison comparison, ProviderCosts provider)
    {
        Job = job;
        _comparison = comparison;
        _provider = provider;
        _row = provider.Best;
        Alternatives = new BatchCostList(provider.Alternatives.Select(row => new BatchCost(job, comparison.Query, row)));
        Nearest = new BatchCostList(provider.Nearest.Select(near => new BatchCost(job, comparison.Query, near.Row) { Change = near.Change }));
        Duration = comparison.Query.Duration;
        Count = comparison.Query.Count;
    }

    private BatchCost(string? job, CostQuery query, CostRow row)
    {
        Job = job;
        _provider = new ProviderCosts { Provider = row.Machine.Provider, Best = row };
        _row = row;
        Alternatives = new BatchCostList([]);
        Nearest = new BatchCostList([]);
        Duration = query.Duration;
        Count = query.Count;
    }

    /// <summary>The name of the job; null for a question without one.</summary>
    public string? Job { get; }

    /// <summary>The provider.</summary>
    public string Provider => _provider.Provider;

    /// <summary>The region; null when nothing matches.</summary>
    public string? Region => _row?.Region.Name;

    /// <summary>The machine type.</summary>
    public string? MachineType => _row?.Machine.Name;

    /// <summary>vCPUs of a machine.</summary>
    public decimal? VCpus => _row?.Machine.VCpus;

    /// <summary>Memory of a machine, as advertised.</summary>
    public BatchSize? Memory => BatchSize.Of(_row?.Machine.Memory);

    /// <summary>GPUs of a machine.</summary>
    public decimal? Gpus => _row?.Machine.Gpus;

    /// <summary>The model of the GPUs.</summary>
    public string? GpuModel => _row?.Machine.GpuModel;

    /// <summary>How machines are bought.</summary>
    public string? Purchase => _row?.Purchase.ToString();

    /// <summary>The price of an hour of a machine, discounts taken off.</summary>
    public decimal? HourlyPrice => _row?.HourlyPrice;

    /// <summary>Tasks that share a machine.</summary>
    public int? TasksPerMachine => _row?.TasksPerMachine;

    /// <summary>Machines at the same time.</summary>
    public int? Machines => _row?.Machines;

    /// <summary>From the first machine's start to the last task's end, when machines are there at once and no task is lost.</summary>
    public TimeSpan? Makespan => _row?.Makespan;

    /// <summary>Hours paid, over all machines, expected retries included.</summary>
    public decimal? MachineHours => _row?.MachineHours;

    /// <summary>The total that is expected; null when nothing matches.</summary>
    public decimal? TotalCost => _row?.TotalCost;

    /// <summary>The total when no task is lost.</summary>
    public decimal? LowCost => _row?.LowCost;

    /// <summary>The total when it goes badly; null when no price for that is known.</summary>
    public decimal? HighCost => _row?.HighCost;

    /// <summary>The day of the price.</summary>
    public DateTime? PriceDate => _row?.Price.Date;

    /// <summary>Where the price was read.</summary>
    public string? PriceSource => _row?.Price.Name;

    /// <summary>How many times its time a task may take on spot before on demand is cheaper.</summary>
    public double? BreakEven => _row?.BreakEven;

    /// <summary>How many tasks were asked for.</summary>
    public int Count { get; }

    /// <summary>How long a task was said, found or assumed to run.</summary>
    public TimeSpan Duration { get; }

    /// <summary>True for the cheapest provider.</summary>
    public bool IsWinner => _row is not null && ReferenceEquals(_row, _comparison?.Winner);

    /// <summary>Why the cheapest is the cheapest, and by how much; null for the others.</summary>
    public string? Why => IsWinner ? _comparison!.Why : null;

    /// <summary>The next cheapest machine types, each where it is cheapest.</summary>
    public BatchCostList Alternatives { get; }

    /// <summary>Offers that cost exactly the same, as <c>type@region</c>.</summary>
    public BatchTextList Ties => new(_row?.Ties.Select(tie => $"{tie.MachineType}@{tie.Region}").ToList());

    /// <summary>What is to be known of this row: how sure its price is, what is wasted.</summary>
    public BatchTextList Notes => new(_row?.Notes);

    /// <summary>What makes the whole answer less sure than it looks.</summary>
    public BatchTextList Warnings => new(_comparison?.Warnings);

    /// <summary>Why nothing matches on this provider; empty when something does.</summary>
    public BatchTextList NoMatch => new(_provider.Reasons);

    /// <summary>What would match if one thing were asked otherwise: <see cref="Change"/> says which.</summary>
    public BatchCostList Nearest { get; }

    /// <summary>For one of <see cref="Nearest"/>: what to ask otherwise, as <c>any region</c>.</summary>
    public string? Change { get; private set; }

    /// <summary>The answer as one object of what <c>multibatch costs compare --output json</c> writes.</summary>
    public string ToJson() => _comparison is not null ? CostJson.Write(_comparison, _provider) : CostJson.Write(_row!);

    /// <summary>The total and what it is for, or why there is none.</summary>
    public override string ToString() => _row is null
        ? $"{Provider}: no match: {NoMatch}"
        : $"{(Change is null ? string.Empty : $"with {Change}: ")}{Provider} {Region} {MachineType} {Purchase} {CostWords.Dollars(_row.TotalCost)}";

    internal string RangeText() => _row is null ? string.Empty : CostWords.Range(_row);

    internal string NotesText() => _row is null ? $"no match: {NoMatch}" : CostWords.Notes(_row);
}
