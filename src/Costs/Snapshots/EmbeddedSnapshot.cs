using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.PriceFiles;

namespace MultiBatch.Costs.Snapshots;

/// <summary>The snapshot that is part of this library.</summary>
internal static class EmbeddedSnapshot
{
    private const string Resource = "MultiBatch.Costs.prices.v1.csv.gz";

    public static PriceCatalogue Read()
    {
        using var stream = typeof(EmbeddedSnapshot).Assembly.GetManifestResourceStream(Resource)!;
        return PriceFile.Read(stream, "built-in snapshot", DateTime.UnixEpoch);
    }
}
