using System.Collections;

namespace MultiBatch.PowerShell.Completion;

/// <summary>Completes regions: those of connections there are, and usual ones of the provider. Any other may be typed.</summary>
public sealed class RegionCompleter : CompleterBase
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["aws"] = ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "us-east-1", "us-east-2", "us-west-2", "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "sa-east-1"],
        ["azure"] = ["westeurope", "northeurope", "germanywestcentral", "swedencentral", "uksouth", "eastus", "eastus2", "centralus", "westus2", "westus3", "southeastasia", "japaneast", "australiaeast", "brazilsouth"],
        ["google"] = ["europe-west1", "europe-west2", "europe-west3", "europe-west4", "europe-north1", "us-central1", "us-east1", "us-east4", "us-west1", "asia-northeast1", "asia-south1", "asia-southeast1", "australia-southeast1"],
    };

    private protected override IReadOnlyList<Suggestion> Find(IDictionary bound)
    {
        var provider = Bound(bound, "Provider");
        var used = Registry.Open.Where(one => provider is null || string.Equals(one.Settings.Provider, provider, StringComparison.OrdinalIgnoreCase)).Select(one => one.Settings.Region);
        var usual = provider is not null && Usual.TryGetValue(provider, out var regions) ? regions : provider is null ? Usual.Values.SelectMany(all => all) : [];
        return [.. used.Where(region => region is not null).Concat(usual).Distinct(StringComparer.OrdinalIgnoreCase).Select(region => new Suggestion(region!))];
    }
}
