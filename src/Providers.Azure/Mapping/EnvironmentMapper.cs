using System.Globalization;
using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Pools as environments. Pure.</summary>
internal static class EnvironmentMapper
{
    public static ComputeEnvironment Map(Pool pool, JsonElement? native)
    {
        var size = VmSize.Find(pool.VmSize);
        var facts = PoolFacts.Of(pool);
        var nodes = Math.Max((pool.TargetDedicatedNodes ?? 0) + (pool.TargetLowPriorityNodes ?? 0), (pool.CurrentDedicatedNodes ?? 0) + (pool.CurrentLowPriorityNodes ?? 0));
        var network = pool.NetworkConfiguration;
        return new ComputeEnvironment
        {
            Spec = new ComputeEnvironmentSpec
            {
                Name = pool.Id ?? string.Empty,
                Kind = EnvironmentKind.Managed,
                MaxVCpus = Number(Metadata.Find(pool.Metadata, Metadata.MaxVCpus)) ?? (size is null ? null : nodes * size.VCpus),
                MinVCpus = Number(Metadata.Find(pool.Metadata, Metadata.MinVCpus)),
                MachineTypes = pool.VmSize is { } vmSize ? [vmSize] : null,
                Purchase = facts.HasSpot == facts.HasDedicated ? null : facts.HasSpot ? Purchase.Spot : Purchase.OnDemand,
                Architecture = size?.Architecture,
                MachineImage = pool.VirtualMachineConfiguration?.ImageReference is { } image ? ImageChooser.NameOf(image) : null,
                BootDisk = pool.VirtualMachineConfiguration?.OSDisk?.DiskSizeGB is { } gibibytes ? new DiskSpec { Size = ByteSize.FromMebibytes(gibibytes * 1024L) } : null,
                Network = network?.SubnetId is null && network?.PublicIPAddressConfiguration?.Provision is null ? null : new NetworkSpec
                {
                    Subnets = network.SubnetId is { } subnet ? [subnet] : null,
                    PublicAddress = network.PublicIPAddressConfiguration?.Provision is { } provision
                        ? !string.Equals(provision, "nopublicipaddresses", StringComparison.OrdinalIgnoreCase)
                        : null,
                },
                Enabled = Metadata.Find(pool.Metadata, Metadata.Enabled) != "false",
                Labels = Metadata.Labels(pool.Metadata),
            },
            Status = StatusOf(pool),
            StatusReason = ReasonOf(pool),
            NativeId = pool.Url,
            Native = native,
        };
    }

    private static EnvironmentStatus StatusOf(Pool pool) =>
        TaskStates.Is(pool.State, "deleting") ? EnvironmentStatus.Deleting
        : !TaskStates.Is(pool.State, TaskStates.Active) ? EnvironmentStatus.Unknown
        : TaskStates.Is(pool.AllocationState, "steady")
            // Errors of a resize leave a pool that is smaller than asked for; one without any node runs nothing.
            ? pool.ResizeErrors is { Count: > 0 } && Nodes(pool) == 0 ? EnvironmentStatus.Invalid : EnvironmentStatus.Ready
        : Nodes(pool) == 0 ? EnvironmentStatus.Creating
        : EnvironmentStatus.Updating;

    private static int Nodes(Pool pool) => (pool.CurrentDedicatedNodes ?? 0) + (pool.CurrentLowPriorityNodes ?? 0);

    /// <summary>The errors of the last resize, and of the formula, in words, for the commonest with what to do.</summary>
    internal static string? ReasonOf(Pool pool)
    {
        var reasons = (pool.ResizeErrors ?? []).Select(error => Explain(error.Code, error.Message, (error.Values ?? []).Select(value => value.Value))).ToList();
        if (pool.AutoScaleRun?.Error is { } formula)
        {
            reasons.Add(Explain(formula.Code, formula.Message, (formula.Values ?? []).Select(value => value.Value)));
        }

        return reasons.Count == 0 ? null : string.Join("; ", reasons);
    }

    private static string Explain(string? code, string? message, IEnumerable<string?> values)
    {
        var details = string.Join(", ", values.Where(value => !string.IsNullOrEmpty(value)));
        var text = $"{code}: {message}{(details.Length == 0 ? string.Empty : " (" + details + ")")}";
        var advice = code switch
        {
            "AccountCoreQuotaReached" or "AccountVMSeriesCoreQuotaReached" or "AccountLowPriorityCoreQuotaReached" or "AccountSpotCoreQuotaReached" =>
                "new accounts may have a quota of 0: ask for more cores of this series, or use another VM size",
            "AllocationFailed" or "AllocationTimedOut" or "AllocationTimedout" => "the region has none of these machines at the moment: wait, or use another VM size",
            "UnsupportedVmSize" or "VmSizeNotSupported" => "use another VM size",
            _ => null,
        };
        return advice is null ? text : $"{text} - {advice}";
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
