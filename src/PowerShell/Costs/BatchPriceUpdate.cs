using MultiBatch.Costs.Refreshing;
using MultiBatch.Costs.Reporting;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>What a refresh of prices did.</summary>
public sealed class BatchPriceUpdate
{
    private readonly RefreshResult _result;

    internal BatchPriceUpdate(RefreshResult result)
    {
        _result = result;
        Regions = new BatchTextList(result.Regions.Where(region => region.Error is null).Select(region => $"{region.Provider}:{region.Region}").ToList());
        Failed = new BatchTextList(result.Regions.Where(region => region.Error is not null).Select(region => $"{region.Provider}:{region.Region}: {region.Error}").ToList());
        Findings = new BatchTextList(result.Findings.Select(finding => finding.ToString()).ToList());
    }

    /// <summary>Prices that were taken.</summary>
    public int Updated => _result.Updated;

    /// <summary>Prices of machine types nothing is known of: what such a machine is, no price list says.</summary>
    public int UnknownTypes => _result.UnknownTypes;

    /// <summary>The regions that were read.</summary>
    public BatchTextList Regions { get; }

    /// <summary>The regions that were not, and why; they keep their earlier prices.</summary>
    public BatchTextList Failed { get; }

    /// <summary>What looked wrong about the prices.</summary>
    public BatchTextList Findings { get; }

    /// <summary>The file of the user's prices.</summary>
    public string File => _result.File;

    /// <summary>The refresh as <c>multibatch costs refresh --output json</c> writes it.</summary>
    public string ToJson() => RefreshJson.Write(_result);

    /// <summary>How many prices of how many regions.</summary>
    public override string ToString() => $"{Updated} prices of {Regions.Count} regions{(Failed.Count > 0 ? $", {Failed.Count} failed" : string.Empty)}";
}
