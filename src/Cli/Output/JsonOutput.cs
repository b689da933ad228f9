using System.Text.Json;
using MultiBatch.Cli.Composition;

namespace MultiBatch.Cli.Output;

/// <summary>Writes results as JSON or YAML documents.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one document.</summary>
    public static void Write(CliHost host, OutputFormat format, string json)
    {
        using var document = JsonDocument.Parse(json);
        Write(host, format, document.RootElement);
    }

    /// <summary>Writes a list of documents as they come: the JSON form streams, item by item.</summary>
    public static async Task WriteListAsync<T>(CliHost host, OutputFormat format, IAsyncEnumerable<T> items, Func<T, string> toJson)
    {
        if (format == OutputFormat.Yaml)
        {
            var all = new List<string>();
            await foreach (var item in items)
            {
                all.Add(toJson(item));
            }

            Write(host, format, "[" + string.Join(',', all) + "]");
            return;
        }

        var count = 0;
        await host.Out.WriteAsync("[");
        await foreach (var item in items)
        {
            await host.Out.WriteAsync(count++ == 0 ? "\n" : ",\n");
            await host.Out.WriteAsync(toJson(item));
        }

        await host.Out.WriteLineAsync(count == 0 ? "]" : "\n]");
    }

    private static void Write(CliHost host, OutputFormat format, JsonElement element)
    {
        if (format == OutputFormat.Yaml)
        {
            YamlText.Write(host.Out, element);
        }
        else
        {
            host.Out.WriteLine(element.GetRawText());
        }
    }
}
