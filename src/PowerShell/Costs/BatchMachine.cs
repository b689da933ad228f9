using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Jobs;

namespace MultiBatch.PowerShell.Costs;

/// <summary>A machine type that fits, where it is cheapest. Prices are in US dollars an hour, without taxes.</summary>
public sealed class BatchMachine
{
    private readonly CostRow _row;

    internal BatchMachine(CostRow row) => _row = row;

    /// <summary>The provider.</summary>
    public string Provider => _row.Machine.Provider;

    /// <summary>The provider's name of the type.</summary>
    public string MachineType => _row.Machine.Name;

    /// <summary>vCPUs.</summary>
    public decimal VCpus => _row.Machine.VCpus;

    /// <summary>Memory as advertised.</summary>
    public BatchSize Memory => new(_row.Machine.Memory.Bytes);

    /// <summary>Memory a job can really have, as far as that is known.</summary>
    public BatchSize UsableMemory => new(_row.Machine.UsableMemory.Bytes);

    /// <summary>GPUs; fractions where the type has a part of one.</summary>
    public decimal Gpus => _row.Machine.Gpus;

    /// <summary>The model of the GPUs; null without any.</summary>
    public string? GpuModel => _row.Machine.GpuModel;

    /// <summary>The instruction set.</summary>
    public CpuArchitecture Architecture => _row.Machine.Architecture;

    /// <summary>The region it is cheapest in.</summary>
    public string Region => _row.Region.Name;

    /// <summary>How it is bought.</summary>
    public string Purchase => _row.Purchase.ToString();

    /// <summary>The price of an hour, discounts taken off.</summary>
    public decimal HourlyPrice => _row.HourlyPrice;

    /// <summary>The day of the price.</summary>
    public DateTime PriceDate => _row.Price.Date;

    /// <summary>Where the price was read.</summary>
    public string PriceSource => _row.Price.Name;

    /// <summary>What is to be known: how old the price is, what is wasted.</summary>
    public BatchTextList Notes => new(_row.Notes);

    /// <summary>The machine as <c>multibatch costs machines --output json</c> writes one.</summary>
    public string ToJson() => CostJson.Write(_row);

    /// <summary>The machine and its price.</summary>
    public override string ToString() => $"{Provider} {Region} {MachineType} {Purchase} {FrontEnds.Costs.CostWords.Hourly(HourlyPrice)}";
}
