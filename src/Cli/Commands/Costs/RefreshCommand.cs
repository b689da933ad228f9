using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Refreshing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Machines;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs refresh</c></summary>
internal static class RefreshCommand
{
    public static Command Create(CliHost host)
    {
        var providers = CommandExtensions.Texts("--provider", "NAME", "The provider to read: azure (no sign-in), google (needs a key), aws (through --connection). May be repeated. Default: azure.");
        var regions = CommandExtensions.Texts("--region", "NAME", "Only this region, as azure:eastus. May be repeated. Default: every region but government, China and local zones.");
        var fresh = CommandExtensions.Text("--fresh-for", "DURATION", "Leave a region that was read less than this ago. Default: 12h.");
        var endpoint = CommandExtensions.Text("--endpoint", "URL", "Another endpoint than the vendor's, for the one provider that is named.");
        return new Command("refresh", "Read current prices from the vendors and keep them for this user. An interrupted refresh goes on where it was.")
            .With(providers, regions, fresh, endpoint)
            .Runs(host, async (context, cancellationToken) =>
            {
                var values = new Values();
                var names = (context.Parse.GetValue(providers) ?? []).SelectMany(text => text.Split(',')).Select(text => text.Trim().ToLowerInvariant().Replace("gcp", "google", StringComparison.Ordinal)).Distinct().ToList();
                names = names.Count == 0 ? [.. PriceSources.Default] : names;
                var freshFor = values.Duration("--fresh-for", context.Parse.GetValue(fresh));
                var place = Endpoint(context.Parse.GetValue(endpoint), names, values);
                values.ThrowIfAny();

                var known = UserPrices.Find().ReadCurrent();
                using var sources = await PriceSources.OpenAsync(
                    names, new PriceFeedOptions { Known = known, Endpoint = place, TimeProvider = host.TimeProvider }, context.ConnectionName is null ? null : context.ClientAsync, cancellationToken);
                var options = new RefreshOptions
                {
                    Folder = UserPrices.Find().Folder,
                    Regions = context.Parse.GetValue(regions) is { Length: > 0 } wanted ? wanted.SelectMany(text => text.Split(',')).Select(text => text.Trim()).ToList() : null,
                    TimeProvider = host.TimeProvider,
                    FreshFor = freshFor ?? TimeSpan.FromHours(12),
                    Progress = new Told(host),
                };
                var result = await new PriceRefresher(known, options).RefreshAsync(sources.ByProvider, cancellationToken);
                Write(context, result);
                return result.Regions.Any(region => region.Error is not null) ? ExitCodes.ProviderError : ExitCodes.Done;
            });
    }

    private static Uri? Endpoint(string? text, List<string> providers, Values values)
    {
        if (text is null)
        {
            return null;
        }

        if (providers.Count != 1)
        {
            values.Add("--endpoint is one provider's: name exactly one with --provider");
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return uri;
        }

        values.Add($"--endpoint: '{text}' is neither an https address nor one on this machine");
        return null;
    }

    private static void Write(CommandContext context, RefreshResult result)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, RefreshJson.Write(result));
            return;
        }

        var output = context.Host.Out;
        foreach (var group in result.Findings.GroupBy(finding => (finding.Kind, finding.IsDropped)).OrderBy(group => group.Key.Kind))
        {
            output.WriteLine($"{(group.Key.IsDropped ? "not taken" : "kept, but odd")}: {group.Count()} {group.Key.Kind}, as {group.First()}");
        }

        output.WriteLine($"{result.Updated} prices of {result.Regions.Count(region => region.Error is null)} regions{(result.UnknownTypes > 0 ? $", {result.UnknownTypes} of machine types that are not known" : string.Empty)}");
        output.WriteLine(result.Updated > 0 ? $"written to {result.File}" : "nothing written");
    }

    private sealed class Told(CliHost host) : IProgress<RegionRefresh>
    {
        public void Report(RegionRefresh value) => host.Error.WriteLine(
            value.Error is not null ? $"{value.Provider} {value.Region}: {value.Error}"
            : $"{value.Provider} {value.Region}: {value.Prices} prices{(value.IsResumed ? " (read before)" : string.Empty)}");
    }
}
