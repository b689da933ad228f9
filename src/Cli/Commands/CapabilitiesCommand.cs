using System.CommandLine;
using MultiBatch.Capabilities;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Providers;

namespace MultiBatch.Cli.Commands;

/// <summary><c>multibatch capabilities</c></summary>
internal static class CapabilitiesCommand
{
    public static Command Create(CliHost host)
    {
        var markdown = CommandExtensions.Flag("--markdown", "Write the table as Markdown, as in the README.");
        return new Command("capabilities", "Say what the connection's provider can do.")
            .With(markdown)
            .Runs(host, async (context, cancellationToken) =>
            {
                var client = await context.ClientAsync(cancellationToken);
                var capabilities = await client.GetCapabilitiesAsync(cancellationToken);
                if (context.Parse.GetValue(markdown))
                {
                    await context.Host.Out.WriteAsync(CapabilityMatrix.Markdown([capabilities, .. await OthersAsync(context, capabilities.Provider, cancellationToken)]));
                }
                else if (context.IsTable)
                {
                    WriteTable(context.Host, capabilities);
                }
                else
                {
                    JsonOutput.Write(context.Host, context.Format, CapabilitiesJson.Write(capabilities));
                }

                return ExitCodes.Done;
            });
    }

    /// <summary>What the providers declare to which no connection is open; none of them is called.</summary>
    private static async Task<IReadOnlyList<BatchCapabilities>> OthersAsync(CommandContext context, string open, CancellationToken cancellationToken)
    {
        var others = new List<BatchCapabilities>();
        foreach (var factory in context.Host.Clients.Providers.Where(factory => factory.Provider != open))
        {
            await using var provider = factory.Create(new ConnectionSettings { Name = factory.Provider, Provider = factory.Provider }, new ProviderContext());
            others.Add(await provider.GetCapabilitiesAsync(cancellationToken));
        }

        return others;
    }

    private static void WriteTable(CliHost host, BatchCapabilities capabilities)
    {
        var columns = new Columns(host, "FEATURE", capabilities.Provider.ToUpperInvariant(), "NOTE");
        foreach (var feature in BatchCapabilities.AllFeatures)
        {
            var support = capabilities[feature];
            columns.Add(FeatureWords.Name(feature), new Cell(FeatureWords.Level(support.Level), support.IsSupported ? CellColor.Good : CellColor.Dim), support.Note);
        }

        columns.Complete(string.Empty);
    }
}
