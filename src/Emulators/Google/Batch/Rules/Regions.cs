namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>Regions and their zones. https://cloud.google.com/compute/docs/regions-zones</summary>
internal static class Regions
{
    private static readonly string[] Names =
    [
        "africa-south1", "asia-east1", "asia-east2", "asia-northeast1", "asia-northeast2", "asia-northeast3", "asia-south1", "asia-south2", "asia-southeast1", "asia-southeast2",
        "australia-southeast1", "australia-southeast2", "europe-central2", "europe-north1", "europe-southwest1", "europe-west1", "europe-west2", "europe-west3", "europe-west4",
        "europe-west6", "europe-west8", "europe-west9", "europe-west12", "me-central1", "me-west1", "northamerica-northeast1", "northamerica-northeast2", "southamerica-east1",
        "southamerica-west1", "us-central1", "us-east1", "us-east4", "us-east5", "us-south1", "us-west1", "us-west2", "us-west3", "us-west4",
    ];

    public static IReadOnlyList<string> All => Names;

    public static bool Has(string region) => Names.Contains(region);

    /// <summary>The zones of a region.</summary>
    public static IReadOnlyList<string> ZonesOf(string region)
    {
        var letters = region switch { "us-central1" => "abcf", "us-east1" or "europe-west1" => "bcd", _ => "abc" };
        return letters.Select(letter => $"{region}-{letter}").ToList();
    }
}
