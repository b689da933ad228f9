using System.Collections;
using System.Management.Automation;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Costs;

/// <summary>What the cmdlets share that count with prices.</summary>
public abstract class CostCmdlet : BatchCmdlet
{
    private protected CostCmdlet()
    {
    }

    /// <summary>Prices of a file (CSV or snapshot, .gz or not) in place of the refreshed or built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PriceFile { get; set; }

    /// <summary>Shares taken off every price of a provider, as @{ aws = '12%' }.</summary>
    [Parameter]
    public Hashtable? Discount { get; set; }

    internal override string Subject => "Cost";

    /// <summary>The prices to count with.</summary>
    private protected async Task<PriceCatalogue> PricesAsync()
    {
        var path = PriceFile is null ? null : await AskAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(PriceFile)).ConfigureAwait(false);
        try
        {
            return path is null ? PriceShelf.Current(Registry.Prices()) : PriceShelf.File(path);
        }
        catch (FormatException e)
        {
            throw new CmdletInputException((path is null ? string.Empty : "-PriceFile: ") + e.Message, path);
        }
    }

    /// <summary>What is paid other than the list price: of <c>costs.json</c>, with the discounts that were given over it.</summary>
    /// <param name="connection">The connection whose entry counts; null for none.</param>
    private protected PriceAdjustments Adjustments(string? connection)
    {
        var adjustments = Registry.Prices().Adjustments(connection);
        var discounts = adjustments.Discounts.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var pair in InputMaps.Texts(Discount, "-Discount") ?? new Dictionary<string, string>())
        {
            discounts[ProviderNames.Plain(pair.Key)] = PriceAdjustmentFile.TryParseShare(pair.Value, out var share)
                ? share
                : throw new CmdletInputException($"-Discount: '{pair.Value}' is no share from 0% to below 100%; write @{{ {pair.Key} = '12%' }}.");
        }

        return adjustments with { Discounts = discounts };
    }

    private protected async Task<CostComparer> ComparerAsync(string? connection) =>
        new(await PricesAsync().ConfigureAwait(false), new CostComparerOptions { Adjustments = Adjustments(connection) });
}
