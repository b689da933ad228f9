using MultiBatch.PowerShell.Submitting;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Costs;

/// <summary>A world whose service <c>memory</c> has prices: a few of the clouds', and three of its own at 3.60 dollars an hour, a tenth of a cent a second.</summary>
internal sealed class CostWorld : IDisposable
{
    private const string Rows = """
        cloud,region,type,vcpu,mem_gib,gpu,gpu_model,arch,on_demand,spot,od_date,spot_date,od_note
        aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,0.0817,2026-11-20,2024-08-09,
        aws,us-east-1,m5a.2xlarge,8,32,0,,amd64,0.344,0.1634,2026-11-20,2024-08-09,
        aws,eu-west-1,m5a.xlarge,4,16,0,,amd64,0.192,,2026-11-20,,
        azure,eastus,Standard_D4as_v5,4,16,0,,amd64,0.172,0.02,2026-11-20,2026-11-20,
        azure,eastus,Standard_NC4as_T4_v3,4,28,1,T4,amd64,0.526,0.1,2026-11-20,2026-11-20,
        google,us-central1,e2-standard-4,4,16,0,,amd64,0.134023,0.05,2026-11-20,2026-11-20,
        memory,here,mem-4,4,16,0,,amd64,3.6,1.8,2026-11-20,2026-11-20,
        """;

    public CostWorld()
    {
        World = new CmdletWorld();
        PriceFile = Path.Combine(World.Folder, "prices.csv");
        File.WriteAllText(PriceFile, Rows.Replace("\r", string.Empty, StringComparison.Ordinal));
    }

    public CmdletWorld World { get; }

    public string PriceFile { get; }

    public void WriteCosts(string json) => File.WriteAllText(Path.Combine(World.Folder, "costs.json"), json);

    public MultiBatch.PowerShell.Jobs.BatchJob Submit(params (string Name, object? Value)[] more) =>
        World.Run<SubmitBatchJobCommand>([.. more.Any(one => one.Name == "Command") ? more : [("Command", new object[] { "true" }), .. more], ("Wait", true)]).All<MultiBatch.PowerShell.Jobs.BatchJob>().Single();

    public void Dispose() => World.Dispose();
}
