using System.Globalization;
using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Says of each field of an environment what becomes of it here: an environment is a share of this machine. Pure.</summary>
internal static class EnvironmentPlanner
{
    private const string Share = "an environment is a share of this machine; nothing is started or stopped for it";

    public static IReadOnlyList<FieldDisposition> Plan(ComputeEnvironmentSpec spec, bool update, MachineFacts machine)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Add(NameRules.Plan("/name", spec.Name));
        PlanKind(spec, list);
        PlanVCpus(spec, update, machine, list);
        PlanMemory(spec, update, machine, list);
        PlanPurchase(spec, list);
        PlanArchitecture(spec, machine, list);
        list.Honor("/enabled", "/labels");
        list.RejectIfSet("/machineTypes", LocalReasons.MachineType, "write maxVcpus and maxMemory");
        list.RejectIfSet("/machineImage", Share, "leave it out");
        list.RejectIfSet("/machineIdentity", LocalReasons.Identity, "leave it out");
        list.ForEachBelow("/bootDisk", pointer => FieldDisposition.Rejected(pointer, LocalReasons.Disk, "leave it out"));
        list.ForEachBelow("/network", pointer => FieldDisposition.Rejected(pointer, "tasks use the network of this machine", "leave it out"));
        NativeSections.Plan(spec.Native, list);
        return list.Complete(LocalProviderName.Value);
    }

    private static void PlanKind(ComputeEnvironmentSpec spec, DispositionList list)
    {
        if (spec.Kind is { } kind)
        {
            list.Add(kind == EnvironmentKind.Unmanaged
                ? FieldDisposition.Honored("/kind", Share)
                : FieldDisposition.Rounded("/kind", EnumText.Format(kind), EnumText.Format(EnvironmentKind.Unmanaged), Share));
        }
    }

    private static void PlanVCpus(ComputeEnvironmentSpec spec, bool update, MachineFacts machine, DispositionList list)
    {
        if (spec.MaxVCpus is { } most)
        {
            list.Add(!(most > 0) || double.IsInfinity(most)
                ? FieldDisposition.Rejected("/maxVcpus", $"{Text(most)} vCPUs run nothing", "write a number above 0")
                : FieldDisposition.Honored("/maxVcpus", most > machine.VCpus ? $"more than the {Text(machine.VCpus)} of this machine: tasks share them" : null));
        }
        else if (!update)
        {
            list.Add(FieldDisposition.Defaulted("/maxVcpus", Text(machine.VCpus), "all of this machine's"));
        }

        if (spec.MinVCpus is { } least)
        {
            list.Add(least < 0 || least > (spec.MaxVCpus ?? machine.VCpus)
                ? FieldDisposition.Rejected("/minVcpus", $"{Text(least)} is not between 0 and maxVcpus", "leave it out")
                : FieldDisposition.Honored("/minVcpus", "this machine is always at hand"));
        }
    }

    private static void PlanMemory(ComputeEnvironmentSpec spec, bool update, MachineFacts machine, DispositionList list)
    {
        var all = new ByteSize(machine.MemoryBytes);
        if (spec.MaxMemory is { } most)
        {
            list.Add(most.Bytes == 0
                ? FieldDisposition.Rejected("/maxMemory", "0 bytes hold nothing", "write a size, or leave it out for all of this machine's")
                : FieldDisposition.Honored("/maxMemory", most > all ? $"more than the {all} of this machine" : null));
        }
        else if (!update)
        {
            list.Add(FieldDisposition.Defaulted("/maxMemory", all.ToString(), "all of this machine's"));
        }
    }

    private static void PlanPurchase(ComputeEnvironmentSpec spec, DispositionList list)
    {
        if (spec.Purchase is { } purchase)
        {
            list.Add(purchase.Kind == PurchaseKind.OnDemand
                ? FieldDisposition.Honored("/purchase", "this machine is always at hand")
                : FieldDisposition.Rejected("/purchase", LocalReasons.Spot, "write on-demand, or leave it out"));
        }
    }

    private static void PlanArchitecture(ComputeEnvironmentSpec spec, MachineFacts machine, DispositionList list)
    {
        if (spec.Architecture is { } architecture)
        {
            list.Add(architecture == machine.Architecture
                ? FieldDisposition.Honored("/architecture")
                : FieldDisposition.Rejected("/architecture", $"this machine is not {EnumText.Format(architecture)}", "leave it out"));
        }
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
