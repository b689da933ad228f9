using System.Management.Automation;
using MultiBatch.Costs.Refreshing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Costs;

/// <summary><c>Update-BatchPrice</c></summary>
[Cmdlet(VerbsData.Update, "BatchPrice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchPriceUpdate))]
public sealed class UpdateBatchPriceCommand : BatchCmdlet
{
    private const int ActivityId = 1;

    /// <summary>The providers to read: azure (no sign-in), google (an API key in MULTIBATCH_GOOGLE_API_KEY), aws (through -Connection). Default: azure.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(PricedProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Provider { get; set; }

    /// <summary>Only these regions, as azure:eastus. Default: every region but government, China and local zones.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedRegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Region { get; set; }

    /// <summary>Leaves a region that was read less than this ago. Default: 12h.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? FreshFor { get; set; }

    /// <summary>Another endpoint than the vendor's, for the one provider that is named.</summary>
    [Parameter]
    public Uri? Endpoint { get; set; }

    /// <summary>The connection that signs the calls, for providers that ask for a sign-in.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    internal override string Subject => "Price";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var providers = (Provider ?? [.. PriceSources.Default]).Select(ProviderNames.Plain).Distinct().ToList();
        if (Endpoint is not null && (providers.Count != 1 || !Endpoint.IsAbsoluteUri || !(Endpoint.Scheme == Uri.UriSchemeHttps || (Endpoint.Scheme == Uri.UriSchemeHttp && Endpoint.IsLoopback))))
        {
            Fail(new CmdletInputException($"-Endpoint: '{Endpoint}' cannot be used: it must be an https address, or one on this machine, for exactly one -Provider."), Endpoint);
        }

        if (Confirms($"prices of {string.Join(", ", providers)} for this user", "Read current prices and keep them"))
        {
            Run(cancellationToken => RefreshAsync(providers, cancellationToken));
        }
    }

    private async Task RefreshAsync(IReadOnlyList<string> providers, CancellationToken cancellationToken)
    {
        var user = Registry.Prices();
        var known = PriceShelf.Current(user);
        var feed = new PriceFeedOptions { Known = known, Endpoint = Endpoint };
        using var sources = await PriceSources.OpenAsync(
            providers, feed, Connection is null ? null : token => Connections.ClientAsync(Connection, token), cancellationToken).ConfigureAwait(false);
        var options = new RefreshOptions
        {
            Folder = user.Folder,
            Regions = Region is { Length: > 0 } ? Region.Select(name => name.Trim()).ToList() : null,
            FreshFor = FreshFor ?? new RefreshOptions { Folder = user.Folder }.FreshFor,
            Progress = new Told(this),
        };
        var result = await new PriceRefresher(known, options).RefreshAsync(sources.ByProvider, cancellationToken).ConfigureAwait(false);
        foreach (var region in result.Regions.Where(region => region.Error is not null))
        {
            await ReportAsync(new BatchException(BatchErrorCode.Unavailable, $"Prices of {region.Provider} {region.Region} stay as they were: {region.Error}"), $"{region.Provider}:{region.Region}").ConfigureAwait(false);
        }

        await ShowAsync(new ProgressRecord(ActivityId, "Update-BatchPrice", "done") { RecordType = ProgressRecordType.Completed }).ConfigureAwait(false);
        await WriteAsync(new BatchPriceUpdate(result)).ConfigureAwait(false);
    }

    private sealed class Told(UpdateBatchPriceCommand command) : IProgress<RegionRefresh>
    {
        // The refresh does not wait for whoever looks on.
        public void Report(RegionRefresh value) => _ = command.ShowAsync(new ProgressRecord(
            ActivityId, "Update-BatchPrice", $"{value.Provider} {value.Region}: {value.Error ?? $"{value.Prices} prices{(value.IsResumed ? " (read before)" : string.Empty)}"}"));
    }
}
