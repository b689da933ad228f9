using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>The prices of one region on disk, so that an interrupted refresh goes on where it was. Written whole, or not at all.</summary>
internal static class RegionPart
{
    private const string End = "end";

    public static string PathOf(string folder, string provider, string region) => Path.Combine(folder, "parts", $"{provider}.{region}.csv");

    /// <summary>The prices; null when there are none, they are too old or the file is not whole.</summary>
    public static IReadOnlyList<MachinePrice>? Read(string path, string provider, string region, DateTimeOffset oldest)
    {
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) < oldest.UtcDateTime)
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[lines.Length - 1] != End)
        {
            return null;
        }

        var prices = new List<MachinePrice>(lines.Length);
        foreach (var cells in lines.Take(lines.Length - 1).Select(line => line.Split(',')))
        {
            if (cells.Length != 5
                || !decimal.TryParse(cells[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
                || !DateTimeOffset.TryParse(cells[3], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asOf))
            {
                return null;
            }

            prices.Add(new MachinePrice
            {
                Provider = provider,
                Region = region,
                MachineType = cells[0],
                Purchase = cells[1] == "spot" ? PurchaseKind.Spot : PurchaseKind.OnDemand,
                HourlyPrice = price,
                Currency = "USD",
                AsOf = asOf,
                Source = cells[4],
            });
        }

        return prices;
    }

    public static void Write(string path, IReadOnlyList<MachinePrice> prices, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var lines = prices.Select(price => string.Join(
            ",", price.MachineType, price.Purchase == PurchaseKind.Spot ? "spot" : "on-demand", price.HourlyPrice.ToString(CultureInfo.InvariantCulture),
            price.AsOf.ToString("O", CultureInfo.InvariantCulture), price.Source));
        WholeFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream);
            foreach (var line in lines.Append(End))
            {
                writer.Write(line + "\n");
            }
        });
        File.SetLastWriteTimeUtc(path, now.UtcDateTime);
    }
}
