using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>Finds out why nothing matches, by asking less and less, and what would match.</summary>
internal sealed class NoMatch(PriceCatalogue catalogue, CostQuery query, string provider, Func<CostQuery, OfferScan> scan)
{
    private const int MostNearest = 3;

    private readonly List<MachineType> _own = catalogue.Machines.Where(machine => machine.Provider == provider).ToList();

    public IReadOnlyList<string> Reasons()
    {
        if (_own.Count == 0)
        {
            return [$"the prices have nothing of '{provider}'; they have {string.Join(", ", catalogue.Providers)}"];
        }

        if (Array.IndexOf(RegionChoice.Of(catalogue, provider, query.Scope), true) < 0)
        {
            return [query.Scope.Regions is { Count: > 0 } names
                ? $"{provider} has no region {string.Join(", ", names)} in these prices"
                : $"{provider} has no region of group {query.Scope.RegionGroup} in these prices"];
        }

        if (query.Requirements.MachineType is { } named)
        {
            return [.. OfNamed(named)];
        }

        return [.. OfResources()];
    }

    public IReadOnlyList<NearestMatch> Nearest(Func<OfferScan, CostQuery, CostRow> row)
    {
        var nearest = new List<NearestMatch>();
        var seen = new HashSet<(string Type, int At)>();
        foreach (var (change, changed) in Changes())
        {
            if (nearest.Count < MostNearest && scan(changed) is { Best: { } best } found && seen.Add((best.Machine.Name, best.At)))
            {
                nearest.Add(new NearestMatch { Change = change, Row = row(found, changed) });
            }
        }

        return nearest;
    }

    private IEnumerable<string> OfNamed(string name)
    {
        if (catalogue.FindMachine(provider, name) is not { } machine)
        {
            yield return $"{provider} has no machine type {name} in these prices";
        }
        else if (machine.Architecture != query.Requirements.Architecture)
        {
            yield return $"{machine.Name} is {Architecture(machine.Architecture)}, and the task is {Architecture(query.Requirements.Architecture)}";
        }
        else if (Schedule.Fits(machine, new CostNeeds(query.Requirements, query.Scope.MemoryMargin)) == 0)
        {
            yield return $"the task does not fit on {machine.Name}: {Size(machine)}";
        }
        else
        {
            yield return WhereSold([machine]);
        }
    }

    private IEnumerable<string> OfResources()
    {
        var needs = new CostNeeds(query.Requirements, query.Scope.MemoryMargin);
        var filter = new MachineFilter(query);
        var candidates = _own.Where(machine => machine.Architecture == query.Requirements.Architecture).ToList();
        if (needs.MicroGpus > 0 && !candidates.Exists(filter.HasGpu))
        {
            var models = candidates.Where(machine => machine.GpuModel is not null).Select(machine => machine.GpuModel!).Distinct().OrderBy(model => model, StringComparer.Ordinal).ToList();
            yield return $"no {Architecture(query.Requirements.Architecture)} machine of {provider} has a GPU {query.Requirements.GpuModel ?? "at all"}; it has {(models.Count == 0 ? "none" : string.Join(", ", models))}";
            yield break;
        }

        candidates = candidates.Where(machine => (needs.MicroGpus == 0 || filter.HasGpu(machine)) && Schedule.Fits(machine, needs) > 0).ToList();
        if (candidates.Count == 0)
        {
            var largest = _own.Where(machine => machine.Architecture == query.Requirements.Architecture && (needs.MicroGpus == 0 || filter.HasGpu(machine)))
                .OrderByDescending(machine => machine.VCpus).ThenByDescending(machine => machine.Memory.Bytes).FirstOrDefault();
            yield return $"no {Architecture(query.Requirements.Architecture)} machine of {provider} has room for the task{(largest is null ? string.Empty : $"; the largest is {largest.Name}: {Size(largest)}")}";
            yield break;
        }

        var welcome = candidates.Where(filter.IsWelcome).ToList();
        if (welcome.Count == 0)
        {
            yield return $"the {candidates.Count} types that fit are burstable or out of the ordinary, as {candidates[0].Name} (--include all, --include burstable)";
            yield break;
        }

        yield return WhereSold(welcome);
    }

    // They fit: so it is where they are sold, or how.
    private string WhereSold(List<MachineType> machines)
    {
        var chosen = RegionChoice.Of(catalogue, provider, query.Scope);
        var columns = catalogue.Columns;
        var elsewhere = new SortedSet<string>(StringComparer.Ordinal);
        var isSoldHere = false;
        foreach (var machine in machines)
        {
            for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
            {
                var region = columns.Regions[at];
                isSoldHere |= chosen[region];
                if (!chosen[region])
                {
                    elsewhere.Add(catalogue.Regions[region].Name);
                }
            }
        }

        var types = machines.Count == 1 ? machines[0].Name : $"{machines.Count} types fit, and";
        return isSoldHere
            ? $"{types} {(machines.Count == 1 ? "has" : "have")} no known price for {string.Join(" or ", query.Scope.Purchases)} in these regions: unknown, which never wins"
            : $"{types} {(machines.Count == 1 ? "is" : "are")} not sold in these regions; sold in {string.Join(", ", elsewhere.Take(5))}{(elsewhere.Count > 5 ? $" and {elsewhere.Count - 5} more" : string.Empty)}";
    }

    private IEnumerable<(string Change, CostQuery Query)> Changes()
    {
        var (requirements, scope) = (query.Requirements, query.Scope);
        if (scope.Purchases.All(purchase => purchase.Kind != PurchaseKind.OnDemand))
        {
            yield return ("on demand", query with { Scope = scope with { Purchases = [Purchase.OnDemand] } });
        }

        if (scope.Regions is { Count: > 0 } || scope.RegionGroup != RegionGroups.Any)
        {
            yield return ("any region", query with { Scope = scope with { Regions = null, RegionGroup = RegionGroups.Any } });
        }

        if (!scope.IncludeUncommon)
        {
            yield return ("--include all", query with { Scope = scope with { IncludeUncommon = true } });
        }

        if (!scope.IncludeBurstable)
        {
            yield return ("--include burstable", query with { Scope = scope with { IncludeBurstable = true, IncludeUncommon = true } });
        }

        if (requirements.GpuModel is not null && !string.Equals(requirements.GpuModel, GpuModels.Any, StringComparison.OrdinalIgnoreCase))
        {
            yield return ("any GPU model", query with { Requirements = requirements with { GpuModel = GpuModels.Any } });
        }

        var other = requirements.Architecture == CpuArchitecture.Amd64 ? CpuArchitecture.Arm64 : CpuArchitecture.Amd64;
        yield return (Architecture(other), query with { Requirements = requirements with { Architecture = other } });
        foreach (var share in new[] { 0.75m, 0.5m, 0.25m })
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{requirements.VCpus * share:0.###} vCPUs and {requirements.Memory.Bytes * share / (1 << 30):0.#} GiB"),
                query with { Requirements = requirements with { VCpus = requirements.VCpus * share, Memory = new ByteSize((long)(requirements.Memory.Bytes * share)) } });
        }
    }

    private static string Size(MachineType machine) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine.VCpus:0.###} vCPUs, {MachineMemory.ToGibibytes(machine.UsableMemory):0.#} of {MachineMemory.ToGibibytes(machine.Memory):0.#} GiB usable{(machine.Gpus > 0 ? $", {machine.Gpus.ToString("0.###", CultureInfo.InvariantCulture)} {machine.GpuModel}" : string.Empty)}");

    private static string Architecture(CpuArchitecture architecture) => architecture == CpuArchitecture.Arm64 ? "arm64" : "amd64";
}
