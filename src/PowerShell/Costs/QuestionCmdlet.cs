using System.Management.Automation;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary>What the cmdlets share that ask for machines: what a task needs, and where to look.</summary>
public abstract class QuestionCmdlet : CostCmdlet
{
    private protected QuestionCmdlet()
    {
    }

    /// <summary>vCPUs of one task, as 4 or 0.5. Default: 1.</summary>
    [Parameter]
    public double? VCpu { get; set; }

    /// <summary>Memory of one task, as 16GB. Default: as it comes.</summary>
    [Parameter]
    [SizeTransformation]
    public BatchSize? Memory { get; set; }

    /// <summary>GPUs of one task; a fraction where a machine type has a part of one. Default: 1 with -GpuModel, else none.</summary>
    [Parameter]
    public double? Gpu { get; set; }

    /// <summary>The model of the GPUs, as T4 or A100 (which takes A100-80GB too), or any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GpuModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? GpuModel { get; set; }

    /// <summary>The instruction set. Default: Amd64.</summary>
    [Parameter]
    public CpuArchitecture? Architecture { get; set; }

    /// <summary>Only this machine type.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedMachineCompleter))]
    [ValidateNotNullOrEmpty]
    public string? MachineType { get; set; }

    /// <summary>Only these providers: aws, azure, google. Default: every one with prices.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Provider { get; set; }

    /// <summary>Regions of a group. Government regions, China and local zones are only looked at by name. Default: any.</summary>
    [Parameter]
    [ValidateSet("us", "eu", "asia", "other", "any")]
    public string? RegionGroup { get; set; }

    /// <summary>Only these regions, as us-east-1 or azure:eastus.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedRegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Region { get; set; }

    /// <summary>How machines are bought: on-demand, spot, spot-then-on-demand:N or any. Default: any, or as the job says.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PurchaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Purchase { get; set; }

    /// <summary>Memory a job cannot have: auto, 0, or a share as 7%. Default: auto.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MemoryMargin { get; set; }

    /// <summary>How tasks share machines. Default: packed, or one for a job that has its machine alone.</summary>
    [Parameter]
    [ValidateSet("one", "packed")]
    public string? PerMachine { get; set; }

    /// <summary>all: also metal, legacy, special-purpose machines and odd prices. burstable: burstable ones.</summary>
    [Parameter]
    [ValidateSet("all", "burstable")]
    public string[]? Include { get; set; }

    /// <summary>How many machine types to give for each provider beside its best. Default: 5; for Find-BatchMachine, 9.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? Top { get; set; }

    /// <summary>The connection whose discounts and prices in costs.json hold. Default: those of the providers only.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>Lays what a task needs over what is asked already.</summary>
    /// <exception cref="CmdletInputException">A value cannot be used.</exception>
    private protected CostRequirements Needs(CostRequirements below) => below with
    {
        VCpus = Positive(VCpu, "-VCpu") ?? below.VCpus,
        Memory = BatchSize.ToSize(Memory) ?? below.Memory,
        Gpus = Positive(Gpu, "-Gpu") ?? (GpuModel is not null && below.Gpus == 0 ? 1 : below.Gpus),
        GpuModel = GpuModel ?? below.GpuModel,
        Architecture = Architecture ?? below.Architecture,
        MachineType = MachineType ?? below.MachineType,
    };

    /// <summary>Lays where to look over what is asked already.</summary>
    /// <exception cref="CmdletInputException">A value cannot be used.</exception>
    private protected CostScope Scope(CostScope below, int? top = null) => below with
    {
        Providers = Provider is { Length: > 0 } ? Provider.Select(ProviderNames.Plain).ToList() : below.Providers,
        RegionGroup = RegionGroup?.ToLowerInvariant() ?? below.RegionGroup,
        Regions = Region is { Length: > 0 } ? Region.Select(name => name.Trim()).ToList() : below.Regions,
        Purchases = Purchases() ?? below.Purchases,
        MemoryMargin = MemoryMargin is null ? below.MemoryMargin : Margin(MemoryMargin),
        Placement = PerMachine?.ToLowerInvariant() switch
        {
            "one" => TaskPlacement.OnePerMachine,
            "packed" => TaskPlacement.Packed,
            _ => below.Placement,
        },
        IncludeUncommon = Includes("all") || below.IncludeUncommon,
        IncludeBurstable = Includes("burstable") || below.IncludeBurstable,
        Alternatives = Top ?? top ?? below.Alternatives,
    };

    private protected static decimal? Positive(double? number, string parameter) =>
        number is null ? null : number is > 0 and < 1_000_000 ? (decimal)number : throw new CmdletInputException($"{parameter}: {InputValues.Text(number)} is not a number above 0.");

    private bool Includes(string what) => Include?.Contains(what, StringComparer.OrdinalIgnoreCase) == true;

    private IReadOnlyCollection<Purchase>? Purchases() => Purchase?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "any" => [MultiBatch.Jobs.Purchase.OnDemand, MultiBatch.Jobs.Purchase.Spot],
        var text => MultiBatch.Jobs.Purchase.TryParse(text, out var purchase)
            ? [purchase!]
            : throw new CmdletInputException($"-Purchase: '{Purchase}' is none of on-demand, spot, spot-then-on-demand:N, any."),
    };

    private static MemoryMargin Margin(string text)
    {
        try
        {
            return MultiBatch.Costs.Comparing.MemoryMargin.Parse(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CmdletInputException($"-MemoryMargin: {e.Message}");
        }
    }
}
