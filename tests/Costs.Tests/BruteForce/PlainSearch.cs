using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.BruteForce;

/// <summary>
/// The slow and plain way to the same answers, which shares no code with the product: every row is looked at, every task is dealt to a machine by hand, and
/// everything is sorted in the end.
/// </summary>
internal sealed partial class PlainSearch
{
    private const decimal Gibi = 1024m * 1024 * 1024;

    private readonly List<PlainRow> _rows = [];
    private readonly Dictionary<(string, string), string> _groups = [];

    public PlainSearch(string path, IEnumerable<string> regions)
    {
        foreach (var line in regions.Skip(1).Where(line => line.Length > 0))
        {
            var cells = line.Split(',');
            _groups[(cells[0], cells[1])] = cells[2];
        }

        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var cells = header.Zip(line.Split(','), (name, value) => (name, value)).ToDictionary(cell => cell.name, cell => cell.value);
            _rows.Add(new PlainRow
            {
                Provider = cells["cloud"].Replace("gcp", "google", StringComparison.Ordinal),
                Region = cells["region"],
                Type = cells["type"],
                VCpus = Number(cells["vcpu"])!.Value,
                GiB = Number(cells["mem_gib"])!.Value,
                Gpus = Number(cells["gpu"]) ?? 0,
                Model = cells["gpu_model"],
                IsArm = cells["arch"] == "arm64",
                OnDemand = Number(cells["on_demand"]),
                Spot = Number(cells["spot"]),
            });
        }

        foreach (var type in _rows.GroupBy(row => (row.Provider, row.Type)))
        {
            var prices = type.Where(row => row.OnDemand > 0).Select(row => row.OnDemand!.Value).Order().ToList();
            decimal? median = prices.Count == 0 ? null : (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2;
            foreach (var row in type)
            {
                row.Median = median;
            }
        }
    }

    public IReadOnlyList<PlainRow> Rows => _rows;

    /// <summary>The cheapest offers of a provider, ties and all, in order; empty when nothing matches.</summary>
    public List<PlainAnswer> Best(string provider, CostQuery query)
    {
        var answers = new List<PlainAnswer>();
        foreach (var row in _rows)
        {
            if (row.Provider != provider || !IsInScope(row, query.Scope) || !IsWanted(row, query))
            {
                continue;
            }

            var tasks = TasksOn(row, query);
            if (tasks < 1)
            {
                continue;
            }

            foreach (var purchase in query.Scope.Purchases)
            {
                if (PriceOf(row, purchase.Kind, query.Scope.IncludeUncommon) is { } price)
                {
                    var (machines, waves, seconds) = Deal(query, provider, query.Scope.Placement == TaskPlacement.OnePerMachine ? 1 : tasks);
                    var factor = purchase.Kind == PurchaseKind.Spot ? Retries(query.Duration) : 1;
                    answers.Add(new PlainAnswer
                    {
                        Row = row,
                        Purchase = purchase.ToString(),
                        Price = price,
                        Cost = price * factor * seconds,
                        TasksPerMachine = (int)Math.Min(query.Scope.Placement == TaskPlacement.OnePerMachine ? 1 : tasks, Math.Min(query.Parallelism ?? query.Count, query.Count)),
                        Machines = machines,
                        Waves = waves,
                    });
                }
            }
        }

        var least = answers.Count == 0 ? 0 : answers.Min(answer => answer.Cost);
        return answers.Where(answer => answer.Cost == least)
            .OrderBy(answer => answer.Price)
            .ThenBy(answer => answer.Row.Type, StringComparer.Ordinal)
            .ThenBy(answer => answer.Row.Region, StringComparer.Ordinal)
            .ThenBy(answer => answer.Purchase, StringComparer.Ordinal)
            .ToList();
    }

    private bool IsInScope(PlainRow row, CostScope scope)
    {
        if (scope.Regions is { Count: > 0 })
        {
            return scope.Regions.Contains(row.Region);
        }

        var group = _groups.GetValueOrDefault((row.Provider, row.Region), "?");
        return scope.RegionGroup == "any" ? group is "us" or "eu" or "asia" or "other" : group == scope.RegionGroup;
    }

    private static bool IsWanted(PlainRow row, CostQuery query)
    {
        var needs = query.Requirements;
        if (row.IsArm != (needs.Architecture == CpuArchitecture.Arm64))
        {
            return false;
        }

        var burstable = row.Provider switch
        {
            "aws" => BurstableAws().IsMatch(row.Type),
            "azure" => row.Type.StartsWith("Standard_B", StringComparison.Ordinal),
            _ => BurstableGoogle().IsMatch(row.Type),
        };
        if (burstable && !query.Scope.IncludeBurstable)
        {
            return false;
        }

        if (!query.Scope.IncludeUncommon && (IsUncommon(row) || (row.Gpus > 0 && needs.Gpus == 0)))
        {
            return false;
        }

        if (needs.Gpus == 0)
        {
            return true;
        }

        var isModel = needs.GpuModel is null or "any" || row.Model == needs.GpuModel || (needs.GpuModel == "A100" && row.Model == "A100-80GB");
        return row.Gpus > 0 && isModel;
    }

    private static bool IsUncommon(PlainRow row) => row.Provider switch
    {
        "aws" => UncommonAws().IsMatch(row.Type) || row.Type.Contains(".metal", StringComparison.Ordinal),
        "azure" => UncommonAzure().IsMatch(row.Type),
        _ => UncommonGoogle().IsMatch(row.Type) || row.Type.EndsWith("-metal", StringComparison.Ordinal),
    };

    private static long TasksOn(PlainRow row, CostQuery query)
    {
        var needs = query.Requirements;
        var tasks = Math.Floor(row.VCpus / needs.VCpus);
        if (needs.Memory.Bytes > 0)
        {
            // The same whole bytes a machine has anywhere: a fraction of a byte is none.
            var bytes = Math.Ceiling(row.GiB * Gibi);
            var taken = query.Scope.MemoryMargin.Share switch
            {
                null => Math.Max(Math.Floor(bytes * 7 / 100), Math.Min(Gibi / 4, Math.Floor(bytes / 5))) + (row.Provider == "aws" ? 32 * 1024 * 1024 : 0),
                { } share => bytes - Math.Floor(bytes * (1 - share)),
            };
            tasks = Math.Min(tasks, Math.Floor(Math.Max(0, bytes - taken) / needs.Memory.Bytes));
        }

        if (needs.Gpus > 0)
        {
            tasks = Math.Min(tasks, Math.Floor(row.Gpus / needs.Gpus));
        }

        return (long)tasks;
    }

    private static decimal? PriceOf(PlainRow row, PurchaseKind kind, bool odd)
    {
        if (kind == PurchaseKind.OnDemand)
        {
            return row.OnDemand is not > 0 || (!odd && (row.OnDemand < row.Median * 0.4m || row.OnDemand > row.Median * 2.5m)) ? null : row.OnDemand;
        }

        return row.Spot is not > 0 || (!odd && row.OnDemand > 0 && (row.Spot > row.OnDemand || row.Spot < row.OnDemand * 0.05m)) ? null : row.Spot;
    }

    // Deals tasks to machines, wave by wave, as somebody with a pencil would.
    private static (int Machines, int Waves, decimal Seconds) Deal(CostQuery query, string provider, long tasksPerMachine)
    {
        var slots = Math.Min(query.Parallelism ?? query.Count, query.Count);
        var perMachine = (int)Math.Min(tasksPerMachine, slots);
        var ran = new List<int>();
        var waves = 0;
        for (var left = query.Count; left > 0; waves++)
        {
            var now = Math.Min(left, slots);
            for (var machine = 0; machine * perMachine < now; machine++)
            {
                if (machine == ran.Count)
                {
                    ran.Add(0);
                }

                ran[machine]++;
            }

            left -= now;
        }

        var boot = query.Boot ?? TimeSpan.FromMinutes(provider == "azure" ? 3 : 2);
        var least = provider == "azure" ? 0m : 60m;
        var seconds = ran.Sum(times => Math.Max(least, Math.Ceiling((decimal)(boot + (query.Duration * times)).Ticks / TimeSpan.TicksPerSecond)));
        return (ran.Count, waves, seconds);
    }

    private static decimal Retries(TimeSpan duration)
    {
        var lost = -Math.Log(0.875) / 730 * duration.TotalHours;
        return decimal.Round((decimal)((Math.Exp(lost) - 1) / lost), 9);
    }

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^t\d")]
    private static partial Regex BurstableAws();

    [GeneratedRegex(@"^(f1|g1)-|^e2-(micro|small|medium)$")]
    private static partial Regex BurstableGoogle();

    [GeneratedRegex(@"^(hpc|u-|u7|inf|trn|dl1|dl2|vt1|mac)|^(f1|f2|a1|c1|c3|c4|cc2|cr1|g2|g3|g3s|hs1|i2|m1|m2|m3|m4|p2|r3|r4|t1)\.")]
    private static partial Regex UncommonAws();

    [GeneratedRegex(@"^Standard_((A|G|GS|DC|EC|H|HB|HC|HX|NP|NCC)\d|[A-Z]+\d+-\d|DS?\d+$|.*_Promo$)")]
    private static partial Regex UncommonAzure();

    [GeneratedRegex(@"^(m1|m2|m3|m4|h3|h4d|z3|x4)-")]
    private static partial Regex UncommonGoogle();
}
