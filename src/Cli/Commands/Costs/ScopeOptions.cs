using System.CommandLine;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>The options that say where to look, and among what.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string[]> _providers = CommandExtensions.Texts("--provider", "NAME", "Only this provider: aws, azure or google. May be repeated.");
    private readonly Option<string?> _group = CommandExtensions.Text("--region-group", "GROUP", "Regions of a group: us, eu, asia, other or any. Default: any.");
    private readonly Option<string[]> _regions = CommandExtensions.Texts("--region", "NAME", "Only this region, as us-east-1 or azure:eastus. May be repeated.");
    private readonly Option<string?> _purchase = CommandExtensions.Text("--purchase", "KIND", "How machines are bought: on-demand, spot, spot-then-on-demand:N or any. Default: any.");
    private readonly Option<string?> _margin = CommandExtensions.Text("--memory-margin", "MARGIN", "Memory a job cannot have: auto, 0, or a share as 7%. Default: auto.");
    private readonly Option<string?> _placement = CommandExtensions.Text("--per-machine", "HOW", "Tasks on a machine: one or packed. Default: packed.");
    private readonly Option<string[]> _include = CommandExtensions.Texts("--include", "WHAT", "all: also metal, legacy, special-purpose machines and odd prices; burstable: burstable ones. May be repeated.");
    private readonly Option<string?> _top = CommandExtensions.Text("--top", "N", "Other machine types to show for each provider. Default: 5.");

    public Symbol[] All => [_providers, _group, _regions, _purchase, _margin, _placement, _include, _top];

    public CostScope Apply(CostScope below, ParseResult parse, Values values, int? top = null)
    {
        var group = parse.GetValue(_group)?.ToLowerInvariant();
        if (group is not null && !RegionGroups.All.Contains(group))
        {
            values.Add($"--region-group: '{group}' is none of {string.Join(", ", RegionGroups.All)}{(Nearest.To(group, RegionGroups.All) is { } near ? $"; did you mean '{near}'?" : string.Empty)}; other regions are named with --region");
            group = null;
        }

        var include = (parse.GetValue(_include) ?? []).SelectMany(text => text.Split(',')).Select(text => text.Trim().ToLowerInvariant()).ToList();
        foreach (var wrong in include.Where(text => text is not ("all" or "burstable")))
        {
            values.Add($"--include: '{wrong}' is none of all, burstable");
        }

        return below with
        {
            Providers = parse.GetValue(_providers) is { Length: > 0 } providers ? providers.SelectMany(text => text.Split(',')).Select(Provider).ToList() : below.Providers,
            RegionGroup = group ?? below.RegionGroup,
            Regions = parse.GetValue(_regions) is { Length: > 0 } regions ? regions.SelectMany(text => text.Split(',')).Select(text => text.Trim()).ToList() : below.Regions,
            Purchases = Purchases(parse, values) ?? below.Purchases,
            MemoryMargin = values.Parsed("--memory-margin", parse.GetValue(_margin), MemoryMargin.Parse) ?? below.MemoryMargin,
            Placement = Placement(parse, values) ?? below.Placement,
            IncludeUncommon = include.Contains("all") || below.IncludeUncommon,
            IncludeBurstable = include.Contains("burstable") || below.IncludeBurstable,
            Alternatives = values.Integer("--top", parse.GetValue(_top), 0) ?? top ?? below.Alternatives,
        };
    }

    private static string Provider(string text) => text.Trim().ToLowerInvariant() is "gcp" ? "google" : text.Trim().ToLowerInvariant();

    private IReadOnlyCollection<Purchase>? Purchases(ParseResult parse, Values values) => parse.GetValue(_purchase)?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "any" => [Purchase.OnDemand, Purchase.Spot],
        var text when Purchase.TryParse(text, out var purchase) => [purchase!],
        var text => Wrong($"--purchase: '{text}' is none of on-demand, spot, spot-then-on-demand:N, any", values),
    };

    private TaskPlacement? Placement(ParseResult parse, Values values)
    {
        switch (parse.GetValue(_placement)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "one":
                return TaskPlacement.OnePerMachine;
            case "packed":
                return TaskPlacement.Packed;
            case var text:
                values.Add($"--per-machine: '{text}' is none of one, packed");
                return null;
        }
    }

    private static IReadOnlyCollection<Purchase>? Wrong(string problem, Values values)
    {
        values.Add(problem);
        return null;
    }
}
