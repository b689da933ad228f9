using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Billing;

/// <summary>How a vendor counts the time of a machine.</summary>
internal sealed class BillingRules
{
    // Linux instances: per second, a minute at least (https://aws.amazon.com/ec2/pricing/on-demand/).
    private static readonly BillingRules Aws = new() { Minimum = TimeSpan.FromMinutes(1), Boot = TimeSpan.FromMinutes(2), FreeWhenTakenWithin = TimeSpan.FromHours(1) };

    // Fargate: from the download of the image, per second, a minute at least (https://aws.amazon.com/fargate/pricing/).
    private static readonly BillingRules AwsContainer = new() { Minimum = TimeSpan.FromMinutes(1), Boot = TimeSpan.FromSeconds(30) };

    // Nodes are paid per second from allocation to removal (https://azure.microsoft.com/pricing/details/virtual-machines/linux/).
    private static readonly BillingRules Azure = new() { Minimum = TimeSpan.Zero, Boot = TimeSpan.FromMinutes(3) };

    // Per second, a minute at least; a spot machine taken within its first minute is free (https://cloud.google.com/compute/vm-instance-pricing).
    private static readonly BillingRules Google = new() { Minimum = TimeSpan.FromMinutes(1), Boot = TimeSpan.FromMinutes(2), FreeWhenTakenWithin = TimeSpan.FromMinutes(1) };

    private static readonly BillingRules Unknown = new() { Minimum = TimeSpan.Zero, Boot = TimeSpan.Zero };

    /// <summary>The least that is paid for a machine.</summary>
    public required TimeSpan Minimum { get; init; }

    /// <summary>How long a machine is paid before its first task starts, where nobody measured it.</summary>
    public required TimeSpan Boot { get; init; }

    /// <summary>A spot machine the vendor takes back within this time of its start costs nothing. Default: it is always paid.</summary>
    public TimeSpan FreeWhenTakenWithin { get; init; }

    public static BillingRules Of(string provider, MachineKind kind = MachineKind.VirtualMachine) => provider switch
    {
        "aws" => kind == MachineKind.Container ? AwsContainer : Aws,
        "azure" => Azure,
        "google" => Google,
        _ => Unknown,
    };

    /// <summary>Whole seconds that are paid for a machine that ran for a time.</summary>
    public long BilledSeconds(TimeSpan ran)
    {
        var paid = ran < Minimum ? Minimum : ran;
        return (paid.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
    }
}
