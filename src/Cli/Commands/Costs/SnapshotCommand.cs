using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Snapshots;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs snapshot</c>: makes the built-in snapshot; for those who build MultiBatch, so not shown.</summary>
internal static class SnapshotCommand
{
    public static Command Create(CliHost host)
    {
        var prices = new Option<string>("--prices") { Description = "The plain price file.", HelpName = "FILE", Required = true };
        var sources = new Option<string>("--sources") { Description = "The list of sources.", HelpName = "FILE", Required = true };
        var made = new Option<string>("--made") { Description = "The day of the snapshot.", HelpName = "DAY", Required = true };
        var result = new Option<string>("--out") { Description = "The snapshot to write.", HelpName = "FILE", Required = true };
        var sold = CommandExtensions.Text("--sold", "FILE", "Where types are sold: lines provider,region,type.");
        var findings = CommandExtensions.Text("--findings", "FILE", "Write what the guards found.");
        return new Command("snapshot", "Make a snapshot of a plain price file.") { Hidden = true }
            .With(prices, sources, made, result, sold, findings)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var builder = new SnapshotBuilder
                {
                    Sold = parse.GetValue(sold) is { } list ? await File.ReadAllLinesAsync(list, cancellationToken) : null,
                };
                using (var reader = new StreamReader(parse.GetValue(sources)!))
                {
                    builder.ReadSources(reader);
                }

                var day = DateTime.ParseExact(parse.GetValue(made)!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                var catalogue = builder.Build(PriceCatalogue.ReadFile(parse.GetValue(prices)!), day);
                await using (var file = File.Create(parse.GetValue(result)!))
                {
                    SnapshotWriter.Write(catalogue, file);
                }

                if (parse.GetValue(findings) is { } told)
                {
                    await File.WriteAllLinesAsync(told, builder.Findings.Select(finding => finding.ToString()), cancellationToken);
                }

                foreach (var group in builder.Findings.GroupBy(finding => (finding.Kind, finding.IsDropped)).OrderBy(group => group.Key.Kind))
                {
                    host.Out.WriteLine($"{group.Count()} {group.Key.Kind}, {(group.Key.IsDropped ? "dropped" : "kept")}, as {group.First()}");
                }

                host.Out.WriteLine($"{catalogue.OfferCount} offers, {catalogue.Machines.Count} types, {catalogue.Regions.Count} regions, {new FileInfo(parse.GetValue(result)!).Length} bytes");
                return ExitCodes.Done;
            });
    }
}
