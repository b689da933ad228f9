using System.Runtime.CompilerServices;
using System.Text.Json;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>
/// Google Cloud Billing Catalog (https://cloud.google.com/billing/v1/how-tos/catalog-api): prices of vCPUs and GiB, of which machines are the sum. That a part is sold in a
/// region does not mean that the machine is: only machines that are known to be sold there are priced. Needs a key or a sign-in, which the handler adds.
/// </summary>
public sealed class GoogleBillingCatalog : IPriceSource, IDisposable
{
    private const string Provider = "google";
    private const string Source = "google-billing-catalog";

    // Compute Engine's id in the catalogue.
    private const string Path = "/v1/services/6F81-5844-456A/skus?pageSize=5000&currencyCode=USD";

    private static readonly Uri Vendor = new("https://cloudbilling.googleapis.com");

    private readonly PriceHttp _http;
    private readonly Uri _endpoint;
    private readonly PriceCatalogue _known;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private List<GoogleSku>? _skus;

    /// <summary>Creates a source. Calls nothing.</summary>
    /// <param name="options">Settings. Default: <see cref="PriceFeedOptions"/> as they are.</param>
    public GoogleBillingCatalog(PriceFeedOptions? options = null)
    {
        options ??= new PriceFeedOptions();
        _http = new PriceHttp(Provider, options);
        _endpoint = options.Endpoint ?? Vendor;
        _known = options.Known ?? PriceCatalogue.ReadEmbedded();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        var here = (await SkusAsync(cancellationToken).ConfigureAwait(false)).Where(sku => sku.Regions.Contains(region)).ToList();
        foreach (var family in GoogleFamily.All)
        {
            foreach (var spot in new[] { false, true })
            {
                var core = Part(here, family.Core(spot), spot, "h");
                var ram = Part(here, family.Ram(spot), spot, "GiBy.h");
                if (core is null || ram is null)
                {
                    continue;
                }

                foreach (var machine in _known.Machines.Where(machine => IsSum(machine, family) && _known.FindOffer(Provider, machine.Name, region) is not null))
                {
                    yield return new MachinePrice
                    {
                        Provider = Provider,
                        Region = region,
                        MachineType = machine.Name,
                        Purchase = spot ? PurchaseKind.Spot : PurchaseKind.OnDemand,
                        HourlyPrice = (machine.VCpus * core.Value) + (MachineMemory.ToGibibytes(machine.Memory) * ram.Value),
                        Currency = "USD",
                        AsOf = _http.Now,
                        Source = Source,
                    };
                }
            }
        }
    }

    /// <summary>Gives back the connection.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    // Shared-core machines bill a part of a core, and local disks and GPUs have parts of their own.
    private static bool IsSum(MachineType machine, GoogleFamily family) =>
        machine.Provider == Provider && machine.Family == family.Name && machine.Gpus == 0 && (machine.Traits & (MachineTraits.Burstable | MachineTraits.Metal)) == 0
        && machine.Name.Split('-').Length == 3;

    private static decimal? Part(List<GoogleSku> skus, string description, bool spot, string unit) =>
        skus.Find(sku => sku.Description.StartsWith(description, StringComparison.Ordinal) && sku.UsageType == (spot ? "Preemptible" : "OnDemand") && sku.Unit == unit)?.Price;

    // The list is one for all regions, and is read once.
    private async Task<List<GoogleSku>> SkusAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_skus is not null)
            {
                return _skus;
            }

            var skus = new List<GoogleSku>();
            for (var token = string.Empty; token is not null;)
            {
                using var page = await _http.GetJsonAsync(new Uri(_endpoint, Path + (token.Length > 0 ? "&pageToken=" + Uri.EscapeDataString(token) : string.Empty)), cancellationToken).ConfigureAwait(false);
                skus.AddRange(page.RootElement.GetProperty("skus").EnumerateArray().Select(GoogleSku.Read).OfType<GoogleSku>());
                token = page.RootElement.TryGetProperty("nextPageToken", out var next) && next.ValueKind == JsonValueKind.String && next.GetString() is { Length: > 0 } text ? text : null;
            }

            return _skus = skus;
        }
        finally
        {
            _gate.Release();
        }
    }
}
