using System.Globalization;
using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Says of each field of an environment what becomes of it: it is kept beside the service, and becomes the allocation policy of its jobs. Pure.</summary>
internal static class EnvironmentPlanner
{
    /// <param name="spec">The environment, or the changes to one.</param>
    /// <param name="region">The region; null when the connection names none.</param>
    public static IReadOnlyList<FieldDisposition> Plan(ComputeEnvironmentSpec spec, string? region)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Honor("/name", "/enabled", "/labels", "/machineImage", "/machineIdentity", "/bootDisk/type", "/network/network", "/network/publicAddress");
        list.RejectIfSet("/maxVcpus", GoogleReasons.MaxVCpus, "array.parallelism on the job", GoogleSources.Job);
        list.RejectIfSet("/minVcpus", "the service keeps no machines ready", "leave it out", GoogleSources.Job);
        list.RejectIfSet("/maxMemory", GoogleReasons.MaxVCpus, "array.parallelism on the job", GoogleSources.Job);
        list.RejectIfSet("/network/securityGroups", "machines have network tags here", "native.google.tags", GoogleSources.Network);
        if (spec.Kind is { } kind)
        {
            list.Add(kind == EnvironmentKind.Managed
                ? FieldDisposition.Honored("/kind")
                : FieldDisposition.Rejected("/kind", "the service runs machines of the project, and starts and stops them itself", "managed", GoogleSources.Job));
        }

        if (spec.Purchase is { } purchase)
        {
            list.Add(purchase.Kind == PurchaseKind.SpotThenOnDemand
                ? FieldDisposition.Rejected("/purchase", "an environment buys in one way", "purchase spot-then-on-demand on the job")
                : FieldDisposition.Honored("/purchase", "of jobs that say nothing else"));
        }

        PlanTypes(spec, list);
        PlanDisk(spec, list);
        if (spec.Network?.Subnets is { } subnets)
        {
            list.Add(subnets.Count == 1
                ? FieldDisposition.Honored("/network/subnets")
                : FieldDisposition.Rejected("/network/subnets", "a machine has one subnetwork", "name one", GoogleSources.Network));
        }

        PlanNative(spec.Native, region, list);
        return list.Complete(GoogleProviderName.Value);
    }

    private static void PlanTypes(ComputeEnvironmentSpec spec, DispositionList list)
    {
        if (spec.MachineTypes is { } types)
        {
            list.Add(types.Count == 1
                ? FieldDisposition.Honored("/machineTypes")
                : FieldDisposition.Rejected("/machineTypes", "a job's machines are of one type", "name one, or none to have it chosen for each job", GoogleSources.Job));
        }

        if (spec.Architecture is { } architecture)
        {
            var other = spec.MachineTypes?.FirstOrDefault(type => MachineTypes.ArchitectureOf(type) != architecture);
            list.Add(other is null
                ? FieldDisposition.Honored("/architecture")
                : FieldDisposition.Rejected("/architecture", $"machine type '{other}' is not {EnumText.Format(architecture)}", "a machine type of it", GoogleSources.Job));
        }
    }

    private static void PlanDisk(ComputeEnvironmentSpec spec, DispositionList list)
    {
        if (spec.BootDisk?.Size is { } size)
        {
            const long Gibibyte = 1024L * 1024 * 1024;
            var whole = Math.Max(GoogleLimits.SmallestBootDisk, (size.Bytes + Gibibyte - 1) / Gibibyte);
            list.Add(whole * Gibibyte == size.Bytes
                ? FieldDisposition.Honored("/bootDisk/size")
                : FieldDisposition.Rounded(
                    "/bootDisk/size", size.ToString(), whole.ToString(CultureInfo.InvariantCulture) + "GiB", $"disks have whole GB, at least {GoogleLimits.SmallestBootDisk}", GoogleSources.Storage));
        }
    }

    private static void PlanNative(IReadOnlyDictionary<string, JsonElement>? native, string? region, DispositionList list)
    {
        const string Pointer = "/native/google";
        var section = NativeSection.OfEnvironment(native);
        if (list.IsOpen(Pointer))
        {
            string? outside = null;
            if (section.Settings.AllowedLocations is { } locations)
            {
                LocationRules.Check(locations, region, out outside);
            }

            list.Add(section.Problem is { } problem ? FieldDisposition.Rejected(Pointer, problem, "see the documentation of the provider for its keys")
                : outside is not null ? FieldDisposition.Rejected(Pointer, $"allowedLocations: {outside}", "zones of the connection's region, or a connection of another region", GoogleSources.Locations)
                : FieldDisposition.Honored(Pointer, "merged into each job"));
        }

        list.ForEachBelow("/native", pointer => FieldDisposition.Honored(pointer, "for another provider; skipped here"));
    }
}
