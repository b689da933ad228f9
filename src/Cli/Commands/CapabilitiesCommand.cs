using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Output;
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
                    JsonOutput.Write(context.Host, context.Format, ToJson(capabilities));
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
            columns.Add(CapabilityMatrix.Name(feature), new Cell(CapabilityMatrix.Word(support.Level), support.IsSupported ? CellColor.Good : CellColor.Dim), support.Note);
        }

        columns.Complete(string.Empty);
    }

    private static string ToJson(BatchCapabilities capabilities)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("provider", capabilities.Provider);
            json.WriteString("attemptHistory", JsonNamingPolicy.CamelCase.ConvertName(capabilities.AttemptHistory.ToString()));
            json.WriteStartObject("features");
            foreach (var feature in BatchCapabilities.AllFeatures)
            {
                var support = capabilities[feature];
                json.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(feature.ToString()));
                json.WriteString("level", JsonNamingPolicy.CamelCase.ConvertName(support.Level.ToString()));
                WriteIfSet(json, "note", support.Note);
                WriteIfSet(json, "source", support.Source);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
