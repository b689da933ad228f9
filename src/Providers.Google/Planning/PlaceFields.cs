using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Machine, purchase, network, account and locations: what the job says, else its environment, else the connection.</summary>
internal static class PlaceFields
{
    public static void Plan(JobSpec spec, ComputeEnvironmentSpec? environment, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        PlanMachine(spec, environment, facts, draft, list);
        PlanArchitecture(spec, environment, draft, list);
        PlanPurchase(spec, environment, draft, list);
        PlanIdentity(spec, environment, facts, draft, list);
        PlanLocations(facts, draft, list);
        draft.Network = NetworkOf(environment?.Network, facts.Options, facts.Region);
        draft.TaskCountPerNode = spec.Exclusive == true ? 1 : draft.Native.Settings.TaskCountPerNode;
        list.Honor(SpecPointers.Exclusive);
    }

    /// <summary>The interface of machines; null for the service's choice.</summary>
    public static NetworkInterface? NetworkOf(NetworkSpec? network, GoogleBatchOptions options, string? region)
    {
        var name = network?.Network ?? options.Network;
        var subnet = network?.Subnets is [var first, ..] ? first : options.Subnetwork;
        return name is null && subnet is null && network?.PublicAddress is not false ? null : new NetworkInterface
        {
            Network = name is null ? null : name.Contains('/') ? name : "global/networks/" + name,
            Subnetwork = subnet is null ? null : subnet.Contains('/') || region is null ? subnet : $"regions/{region}/subnetworks/{subnet}",
            NoExternalIpAddress = network?.PublicAddress == false ? true : null,
        };
    }

    private static void PlanMachine(JobSpec spec, ComputeEnvironmentSpec? environment, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        var types = environment?.MachineTypes;
        if (spec.Resources?.MachineType is { } type)
        {
            draft.MachineType = type;
            list.Add(types is { Count: > 0 } && !types.Contains(type)
                ? FieldDisposition.Rejected(SpecPointers.MachineType, $"the queue's environment has {string.Join(", ", types)}", "leave it out, or use another queue")
                : draft.Place.Settings.InstanceTemplate is not null || draft.Native.Settings.InstanceTemplate is not null
                ? FieldDisposition.Rejected(SpecPointers.MachineType, "machines are made from a template, which says their type", "leave it out", GoogleSources.Job)
                : FieldDisposition.Honored(SpecPointers.MachineType));
            return;
        }

        if (draft.Place.Settings.InstanceTemplate is not null || draft.Native.Settings.InstanceTemplate is not null)
        {
            return;
        }

        (draft.MachineType, var why) = types is [var own, ..] ? (own, "the environment's")
            : facts.Machine is { } choice ? (choice.MachineType, choice.Why)
            : (facts.Options.MachineType, "the connection's");
        list.Add(draft.MachineType is { } chosen
            ? FieldDisposition.Defaulted(SpecPointers.MachineType, chosen, why)
            : FieldDisposition.Rejected(
                SpecPointers.MachineType, "no machine type is named, and nobody chooses one: left to itself the service takes whatever it likes",
                "write resources.machineType as e2-standard-4, put machineTypes on the environment, or set machineType on the connection", GoogleSources.Job));
    }

    private static void PlanArchitecture(JobSpec spec, ComputeEnvironmentSpec? environment, JobDraft draft, DispositionList list)
    {
        if (spec.Resources?.Architecture is not { } architecture)
        {
            return;
        }

        var other = draft.MachineType is { } type && MachineTypes.ArchitectureOf(type) != architecture ? type : null;
        list.Add(other is not null
            ? FieldDisposition.Rejected(
                SpecPointers.Architecture, $"machine type '{other}' is {EnumText.Format(MachineTypes.ArchitectureOf(other))}", "a machine type of that instruction set", GoogleSources.Job)
            : environment?.Architecture is { } own && own != architecture
            ? FieldDisposition.Rejected(SpecPointers.Architecture, $"environment '{environment.Name}' is {EnumText.Format(own)}", "another queue")
            : draft.MachineType is null ? FieldDisposition.Unverified(SpecPointers.Architecture, "machines are made from a template, which says their type")
            : FieldDisposition.Honored(SpecPointers.Architecture, "the machine type is of it"));
    }

    private static void PlanPurchase(JobSpec spec, ComputeEnvironmentSpec? environment, JobDraft draft, DispositionList list)
    {
        var purchase = spec.Purchase ?? environment?.Purchase ?? Purchase.OnDemand;
        draft.ProvisioningModel = purchase.Kind == PurchaseKind.OnDemand ? ProvisioningModels.Standard : ProvisioningModels.Spot;
        if (list.IsOpen(SpecPointers.Purchase))
        {
            list.Add(purchase.Kind == PurchaseKind.SpotThenOnDemand
                ? FieldDisposition.Rejected(SpecPointers.Purchase, "only a client that runs moves a job from spot to on demand", "spot, with attempts")
                : FieldDisposition.Honored(SpecPointers.Purchase));
        }
        else if (spec.Purchase is null && environment?.Purchase is { } own)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.Purchase, own.ToString(), "the environment's"));
        }
    }

    private static void PlanIdentity(JobSpec spec, ComputeEnvironmentSpec? environment, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        var (account, why) = environment?.MachineIdentity is { } own ? (own, "the environment's") : (facts.Options.ServiceAccount, "the connection's");
        draft.ServiceAccount = spec.Identity?.Task ?? account;
        if (spec.Identity?.Task is { } task)
        {
            list.Add(task.Contains('@')
                ? FieldDisposition.Honored(SpecPointers.IdentityTask, "its machine's too")
                : FieldDisposition.Rejected(SpecPointers.IdentityTask, $"'{task}' is no address of a service account", "write name@project.iam.gserviceaccount.com", GoogleSources.Job));
        }
        else if (account is not null)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.IdentityTask, account, why));
        }

        list.RejectIfSet(SpecPointers.IdentityExecution, "a job has one service account, for its start and for its tasks", "write identity.task", GoogleSources.Job);
    }

    private static void PlanLocations(PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if ((draft.Native.Settings.AllowedLocations ?? draft.Place.Settings.AllowedLocations) is not { } locations)
        {
            return;
        }

        draft.Locations = LocationRules.Check(locations, facts.Region, out var problem);
        if (problem is not null)
        {
            var pointer = SpecPointers.Item(SpecPointers.Native, GoogleProviderName.Value);
            list.Add(FieldDisposition.Rejected(
                list.IsDecided(pointer) || draft.Native.Settings.AllowedLocations is null ? SpecPointers.Queue : pointer, $"allowedLocations: {problem}",
                "zones of the connection's region, or a connection of another region", GoogleSources.Locations));
        }
    }
}
