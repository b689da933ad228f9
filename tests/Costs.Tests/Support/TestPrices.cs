using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.PriceFiles;

namespace MultiBatch.Costs.Tests.Support;

/// <summary>Price files of the tests.</summary>
internal static class TestPrices
{
    /// <summary>The environment variable that names a full price file, which is too large to be part of the repository.</summary>
    public const string Variable = "MULTIBATCH_TEST_PRICES";

    public const string Header = "cloud,region,type,vcpu,mem_gib,gpu,gpu_model,arch,on_demand,spot,od_date,spot_date,od_note";

    public static string Subset => Path.Combine(AppContext.BaseDirectory, "Data", "prices.csv");

    public static string? Full => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    /// <summary>A catalogue of rows as in a price file, day and all.</summary>
    public static PriceCatalogue Of(params string[] rows) => Parse(Header + "\n" + string.Join('\n', rows) + "\n");

    /// <summary>A catalogue of the text of a price file.</summary>
    public static PriceCatalogue Parse(string text, string name = "test.csv") =>
        PriceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, new DateTime(2026, 11, 27, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>A row with prices of 2026-11-20.</summary>
    public static string Row(string cloud, string region, string type, string vcpus, string gibibytes, string onDemand, string spot = "", string gpu = "0", string model = "", string arch = "amd64") =>
        $"{cloud},{region},{type},{vcpus},{gibibytes},{gpu},{model},{arch},{onDemand},{spot},2026-11-20,{(spot.Length > 0 ? "2026-11-20" : string.Empty)},";
}
