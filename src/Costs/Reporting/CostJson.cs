using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Reporting;

/// <summary>The stable JSON form of comparisons: an array with an object for each provider, the cheapest first; null left out.</summary>
public static class CostJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a comparison.</summary>
    public static string Write(CostComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Write(json => WriteProviders(json, comparison));
    }

    /// <summary>Writes what a comparison says of one provider: one object of the array.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="provider">One of its providers.</param>
    public static string Write(CostComparison comparison, ProviderCosts provider)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(provider);
        return Write(json => WriteProvider(json, comparison, provider));
    }

    /// <summary>Writes one row, as among the alternatives of a provider.</summary>
    public static string Write(CostRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Write(json =>
        {
            json.WriteStartObject();
            Members(json, row);
            json.WriteEndObject();
        });
    }

    internal static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    internal static void WriteProviders(Utf8JsonWriter json, CostComparison comparison)
    {
        json.WriteStartArray();
        foreach (var provider in comparison.Providers)
        {
            WriteProvider(json, comparison, provider);
        }

        json.WriteEndArray();
    }

    private static void WriteProvider(Utf8JsonWriter json, CostComparison comparison, ProviderCosts provider)
    {
        json.WriteStartObject();
        if (provider.Best is { } best)
        {
            Members(json, best);
            json.WriteStartArray("alternatives");
            foreach (var alternative in provider.Alternatives)
            {
                json.WriteStartObject();
                Members(json, alternative);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("isWinner", ReferenceEquals(best, comparison.Winner));
            if (ReferenceEquals(best, comparison.Winner))
            {
                json.WriteString("why", comparison.Why);
            }
        }
        else
        {
            NoMatch(json, provider);
        }

        Texts(json, "warnings", comparison.Warnings);
        json.WriteEndObject();
    }

    internal static void Members(Utf8JsonWriter json, CostRow row)
    {
        json.WriteString("provider", row.Machine.Provider);
        json.WriteString("region", row.Region.Name);
        json.WriteString("machineType", row.Machine.Name);
        json.WriteNumber("vcpus", Plain(row.Machine.VCpus));
        json.WriteNumber("memoryGiB", Plain(MachineMemory.ToGibibytes(row.Machine.Memory)));
        json.WriteNumber("usableMemoryGiB", Plain(MachineMemory.ToGibibytes(row.Machine.UsableMemory)));
        if (row.Machine.Gpus > 0)
        {
            json.WriteNumber("gpus", Plain(row.Machine.Gpus));
            json.WriteString("gpuModel", row.Machine.GpuModel);
        }

        json.WriteString("architecture", row.Machine.Architecture == Jobs.CpuArchitecture.Arm64 ? "arm64" : "amd64");
        json.WriteString("purchase", row.Purchase.ToString());
        json.WriteNumber("hourlyPrice", Plain(row.HourlyPrice));
        json.WriteString("currency", PriceCatalogue.Currency);
        json.WriteNumber("tasksPerMachine", row.TasksPerMachine);
        json.WriteNumber("machines", row.Machines);
        json.WriteNumber("waves", row.Waves);
        json.WriteString("makespan", DurationText.Format(row.Makespan));
        json.WriteNumber("machineHours", Rounded(row.MachineHours));
        json.WriteNumber("totalCost", Rounded(row.TotalCost));
        json.WriteNumber("lowCost", Rounded(row.LowCost));
        if (row.HighCost is { } high)
        {
            json.WriteNumber("highCost", Rounded(high));
        }

        json.WriteString("priceDate", PriceAge.Day(row.Price.Date));
        json.WriteString("priceSource", row.Price.Name);
        json.WriteNumber("idleShare", Math.Round(row.IdleShare, 4));
        if (row.BreakEven is { } times)
        {
            json.WriteNumber("breakEven", Math.Round(times, 3));
        }

        json.WriteStartObject("lines");
        foreach (var line in row.Lines)
        {
            if (line.Cost is { } cost)
            {
                json.WriteNumber(line.Name, Rounded(cost));
            }
            else
            {
                json.WriteNull(line.Name);
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("ties");
        foreach (var tie in row.Ties)
        {
            json.WriteStartObject();
            json.WriteString("machineType", tie.MachineType);
            json.WriteString("region", tie.Region);
            json.WriteString("purchase", tie.Purchase.ToString());
            json.WriteNumber("hourlyPrice", Plain(tie.HourlyPrice));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "notes", row.Notes);
    }

    internal static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Amounts to a millionth of a dollar.</summary>
    internal static decimal Rounded(decimal amount) => Plain(decimal.Round(amount, 6));

    // 0.1720 and 0.172 are one number, and the shorter one is read more easily.
    internal static decimal Plain(decimal number) => number / 1.000000000000000000000000000000000m;

    private static void NoMatch(Utf8JsonWriter json, ProviderCosts provider)
    {
        json.WriteString("provider", provider.Provider);
        Texts(json, "noMatch", provider.Reasons);
        json.WriteStartArray("nearest");
        foreach (var nearest in provider.Nearest)
        {
            json.WriteStartObject();
            json.WriteString("change", nearest.Change);
            Members(json, nearest.Row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("alternatives");
        json.WriteEndArray();
    }
}
