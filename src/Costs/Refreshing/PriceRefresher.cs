using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;
using MultiBatch.Costs.Snapshots;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>
/// Reads current prices, region by region, lays them over the known ones and writes a snapshot to the user's folder. A region that cannot be read, or whose prices look
/// wrong, keeps its earlier ones; an interrupted refresh goes on with the regions that are left.
/// </summary>
public sealed class PriceRefresher
{
    /// <summary>The name of the file that is written.</summary>
    public const string FileName = "prices.v1.csv.gz";

    private readonly PriceCatalogue _known;
    private readonly RefreshOptions _options;

    /// <summary>Creates a refresher. Calls nothing.</summary>
    /// <param name="known">The prices there are.</param>
    /// <param name="options">Settings.</param>
    public PriceRefresher(PriceCatalogue known, RefreshOptions options)
    {
        _known = known ?? throw new ArgumentNullException(nameof(known));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder, nameof(options));
    }

    /// <summary>Refreshes prices.</summary>
    /// <param name="sources">A source for each provider, by the provider's name.</param>
    /// <param name="cancellationToken">Ends the refresh; what was read is kept for the next one.</param>
    /// <exception cref="ArgumentException">A region is not known, or no source reads it.</exception>
    public async Task<RefreshResult> RefreshAsync(IReadOnlyDictionary<string, IPriceSource> sources, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var read = new List<MachinePrice>();
        var regions = new List<RegionRefresh>();
        var told = new List<GuardFinding>();
        foreach (var region in RegionsOf(sources))
        {
            var (refresh, prices) = await ReadAsync(sources[region.Provider], region, cancellationToken).ConfigureAwait(false);
            if (refresh.Error is null && Shrunk(region, prices) is { } shrunk)
            {
                told.Add(shrunk);
                refresh = refresh with { Error = shrunk.Detail };
            }

            if (refresh.Error is null)
            {
                read.AddRange(prices);
            }

            regions.Add(refresh);
            _options.Progress?.Report(refresh);
        }

        var overlay = new PriceOverlay(_known, read);
        var guards = new CatalogueGuards { Previous = _known };
        var clean = guards.Clean(overlay.Build(_options.TimeProvider.GetUtcNow().UtcDateTime.Date));
        // What is odd about prices that were there before was told when they came.
        var taken = new HashSet<(string Provider, string Region)>(regions.Where(region => region.Error is null).Select(region => (region.Provider, region.Region)));
        var path = Path.Combine(_options.Folder, FileName);
        if (overlay.Updated > 0)
        {
            Directory.CreateDirectory(_options.Folder);
            WholeFile.Write(path, stream => SnapshotWriter.Write(clean, stream));
        }

        return new RefreshResult
        {
            Catalogue = clean,
            File = path,
            Regions = regions,
            Updated = overlay.Updated,
            UnknownTypes = overlay.UnknownTypes,
            Findings = [.. told, .. overlay.Findings, .. guards.Findings.Where(finding => finding.Region is null || taken.Contains((finding.Provider!, finding.Region)))],
        };
    }

    private async Task<(RegionRefresh Refresh, IReadOnlyList<MachinePrice> Prices)> ReadAsync(IPriceSource source, PriceRegion region, CancellationToken cancellationToken)
    {
        var refresh = new RegionRefresh { Provider = region.Provider, Region = region.Name };
        var now = _options.TimeProvider.GetUtcNow();
        var path = RegionPart.PathOf(_options.Folder, region.Provider, region.Name);
        if (RegionPart.Read(path, region.Provider, region.Name, now - _options.FreshFor) is { } earlier)
        {
            return (refresh with { Prices = earlier.Count, IsResumed = true }, earlier);
        }

        var prices = new List<MachinePrice>();
        try
        {
            await foreach (var price in source.GetPricesAsync(region.Name, cancellationToken).ConfigureAwait(false))
            {
                prices.Add(price);
            }
        }
        catch (BatchException e)
        {
            return (refresh with { Error = e.Message }, []);
        }

        RegionPart.Write(path, prices, now);
        return (refresh with { Prices = prices.Count }, prices);
    }

    // A list that lost a tenth of its prices is a list that was not read whole.
    private GuardFinding? Shrunk(PriceRegion region, IReadOnlyList<MachinePrice> prices)
    {
        var known = new HashSet<string>(prices.Where(price => price.Purchase == Jobs.PurchaseKind.OnDemand).Select(price => price.MachineType), StringComparer.OrdinalIgnoreCase);
        var covered = CoveredFamilies(known);
        var index = _known.Regions.ToList().IndexOf(region);
        var before = 0;
        var now = 0;
        foreach (var machine in _known.Machines.Where(machine => machine.Provider == region.Provider && machine.Kind == MachineKind.VirtualMachine && covered.Contains(machine.Family)))
        {
            for (var at = _known.Columns.First[machine.Index]; at < _known.Columns.First[machine.Index + 1]; at++)
            {
                if (_known.Columns.Regions[at] == index && _known.Columns.OnDemand[at] != PriceUnits.Unknown)
                {
                    before++;
                    now += known.Contains(machine.Name) ? 1 : 0;
                }
            }
        }

        return prices.Count > 0 && now * 10 >= before * 9 ? null : new GuardFinding
        {
            Kind = GuardKind.Shrunk,
            Provider = region.Provider,
            Region = region.Name,
            Detail = $"{now} prices on demand where {before} were known: not taken",
            IsDropped = true,
        };
    }

    // Google's list has parts for some families only; what it never had it has not lost.
    private HashSet<string> CoveredFamilies(HashSet<string> types) =>
        new(_known.Machines.Where(machine => types.Contains(machine.Name)).Select(machine => machine.Family), StringComparer.Ordinal);

    private List<PriceRegion> RegionsOf(IReadOnlyDictionary<string, IPriceSource> sources)
    {
        if (_options.Regions is not { Count: > 0 } names)
        {
            return _known.Regions.Where(region => sources.ContainsKey(region.Provider) && !region.OnlyByName).ToList();
        }

        return names.Select(name => _known.Regions.FirstOrDefault(region => Comparing.RegionChoice.IsNamed(region, name)) is { } region
            ? sources.ContainsKey(region.Provider) ? region : throw new ArgumentException($"No source reads the prices of {region.Provider}.", nameof(sources))
            : throw new ArgumentException($"There is no region '{name}' in the known prices.", nameof(sources))).ToList();
    }
}
