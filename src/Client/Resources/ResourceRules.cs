using System.Globalization;
using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Planning.Rules;
using MultiBatch.Queues;

namespace MultiBatch.Resources;

/// <summary>What holds for environments and queues on every provider. Each field that breaks a rule is rejected, with a way out.</summary>
internal static class ResourceRules
{
    private const int LongestName = 128;
    private const int HighestPriority = 999;

    public static void Check(ComputeEnvironmentSpec spec, bool update, BatchCapabilities capabilities, PlanNotes notes)
    {
        CheckName(spec.Name, capabilities, notes);
        CheckChanges(update, SpecFields.Of(spec), notes);
        CheckCount("/maxVcpus", "maxVcpus", spec.MaxVCpus, mayBeZero: false, notes);
        CheckCount("/minVcpus", "minVcpus", spec.MinVCpus, mayBeZero: true, notes);
        if (spec.MinVCpus > spec.MaxVCpus)
        {
            notes.Invalid(
                "/minVcpus", $"minVcpus is {Show(spec.MinVCpus.Value)}, more than maxVcpus, which is {Show(spec.MaxVCpus.Value)}", "ask for as many or fewer");
        }

        CheckSize("/maxMemory", "maxMemory", spec.MaxMemory, notes);
        CheckSize("/bootDisk/size", "bootDisk.size", spec.BootDisk?.Size, notes);
        CheckText("/bootDisk/type", "bootDisk.type", spec.BootDisk?.Type, notes);
        CheckText("/machineImage", "machineImage", spec.MachineImage, notes);
        CheckText("/machineIdentity", "machineIdentity", spec.MachineIdentity, notes);
        CheckText("/network/network", "network.network", spec.Network?.Network, notes);
        CheckNames("/machineTypes", "machineTypes", spec.MachineTypes, notes);
        CheckNames("/network/subnets", "network.subnets", spec.Network?.Subnets, notes);
        CheckNames("/network/securityGroups", "network.securityGroups", spec.Network?.SecurityGroups, notes);
        if (spec.Purchase?.Kind == PurchaseKind.SpotThenOnDemand)
        {
            notes.Invalid("/purchase", $"'{spec.Purchase}' is for jobs: the machines of an environment are bought one way", "use spot or on-demand, and let jobs ask for spot-then-on-demand");
        }

        CheckLabels(spec.Labels, notes);
        CheckNative(spec.Native, capabilities.Provider, notes);
    }

    public static void Check(JobQueueSpec spec, bool update, BatchCapabilities capabilities, PlanNotes notes)
    {
        CheckName(spec.Name, capabilities, notes);
        CheckChanges(update, SpecFields.Of(spec), notes);
        if (spec.Priority is < 0 or > HighestPriority)
        {
            notes.Invalid("/priority", $"priority is {Show(spec.Priority.Value)}; it goes from 0 to {HighestPriority}", "higher goes first");
        }

        if (!update && spec.Environments is null)
        {
            notes.Invalid("/environments", "a queue needs at least one environment to send jobs to", "name one");
        }

        CheckNames("/environments", "environments", spec.Environments, notes);
        if (spec.MaxWait is { } wait && wait <= TimeSpan.Zero)
        {
            notes.Invalid("/maxWait", $"maxWait is {wait}; it is more than nothing", "leave it out for no limit");
        }

        CheckText("/schedulingPolicy", "schedulingPolicy", spec.SchedulingPolicy, notes);
        CheckLabels(spec.Labels, notes);
        CheckNative(spec.Native, capabilities.Provider, notes);
    }

    private static void CheckName(string? name, BatchCapabilities capabilities, PlanNotes notes)
    {
        if (string.IsNullOrWhiteSpace(name) || name!.Length > LongestName || EnvironmentRules.HasControl(name))
        {
            notes.Invalid("/name", $"the name is {(string.IsNullOrWhiteSpace(name) ? "empty" : "too long or holds control characters")}", $"use 1 to {LongestName} letters, digits, hyphens and underscores");
        }
        else if (!LimitRules.Allows(name, capabilities.Limits.ResourceNamePattern))
        {
            var limit = capabilities.Limits.ResourceNamePattern!;
            notes.Unsupported("/name", $"'{name}' does not match {limit.Value}, which {capabilities.Provider} requires", "rename it", limit.Source);
        }
    }

    private static void CheckChanges(bool update, IReadOnlyList<string> fields, PlanNotes notes)
    {
        if (update && fields.Count == 1)
        {
            notes.Invalid("/name", "the update changes nothing: no other field is set", "set the fields to change");
        }
    }

    private static void CheckCount(string pointer, string what, double? value, bool mayBeZero, PlanNotes notes)
    {
        if (value is { } number && (double.IsNaN(number) || double.IsInfinity(number) || number < 0 || (number == 0 && !mayBeZero)))
        {
            notes.Invalid(pointer, $"{what} is {Show(number)}; it is {(mayBeZero ? "0 or more" : "more than 0")}", "give a number of vCPUs");
        }
    }

    private static void CheckSize(string pointer, string what, ByteSize? size, PlanNotes notes)
    {
        if (size is { Bytes: 0 })
        {
            notes.Invalid(pointer, $"{what} is 0", "leave it out, or give a size such as 16GiB");
        }
    }

    private static void CheckText(string pointer, string what, string? value, PlanNotes notes)
    {
        if (value is not null && (string.IsNullOrWhiteSpace(value) || EnvironmentRules.HasControl(value)))
        {
            notes.Invalid(pointer, $"{what} is {(string.IsNullOrWhiteSpace(value) ? "empty" : "text with control characters")}", "leave it out or write one line of text");
        }
    }

    private static void CheckNames(string pointer, string what, IReadOnlyList<string>? names, PlanNotes notes)
    {
        if (names is null)
        {
            return;
        }

        if (names.Count == 0)
        {
            notes.Invalid(pointer, $"{what} is an empty list", "leave it out, or name at least one");
        }

        for (var index = 0; index < names.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(names[index]) || EnvironmentRules.HasControl(names[index]))
            {
                notes.Invalid(pointer, $"item {index} of {what} is empty or holds control characters", "name it or leave it out");
            }
            else if (names.Take(index).Contains(names[index]))
            {
                notes.Invalid(pointer, $"{what} names '{names[index]}' twice", "name each once");
            }
        }
    }

    private static void CheckLabels(IReadOnlyDictionary<string, string>? labels, PlanNotes notes)
    {
        foreach (var label in labels ?? new Dictionary<string, string>())
        {
            if (string.IsNullOrWhiteSpace(label.Key) || EnvironmentRules.HasControl(label.Key))
            {
                notes.Invalid("/labels", "a label has a name that is empty or holds control characters", "use letters, digits, hyphens and underscores");
            }
            else if (label.Value is null || EnvironmentRules.HasControl(label.Value))
            {
                notes.Invalid("/labels", $"label '{label.Key}' {(label.Value is null ? "has no value" : "holds control characters")}", "give it a value of plain text; an empty one is allowed");
            }
        }
    }

    private static void CheckNative(IReadOnlyDictionary<string, JsonElement>? native, string provider, PlanNotes notes)
    {
        foreach (var section in native ?? new Dictionary<string, JsonElement>())
        {
            var pointer = SpecPointers.Item("/native", section.Key);
            if (section.Key != provider)
            {
                notes.Set(FieldDisposition.Honored(pointer, $"for {section.Key} only; {provider} skips it"));
            }
            else if (section.Value.ValueKind != JsonValueKind.Object)
            {
                notes.Invalid(pointer, $"the section is {section.Value.ValueKind}; it is an object of settings", "write { \"setting\": value }");
            }
        }
    }

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);
}
