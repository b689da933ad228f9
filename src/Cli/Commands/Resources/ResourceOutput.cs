using MultiBatch.Cli.Output;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.Queues;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary>Shows environments, queues and definitions.</summary>
internal static class ResourceOutput
{
    public static void Write(CommandContext context, ComputeEnvironment environment)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, BatchJson.Write(environment, indented: true));
            return;
        }

        var facts = new Facts(context.Host);
        facts.Add("name", environment.Name);
        facts.Add("status", EnumText.Format(environment.Status));
        facts.Add("reason", environment.StatusReason);
        facts.Add("kind", environment.Spec.Kind is { } kind ? EnumText.Format(kind) : null);
        facts.Add("max vcpus", Words.Number(environment.Spec.MaxVCpus));
        facts.Add("used vcpus", Words.Number(environment.UsedVCpus));
        facts.Add("max memory", environment.Spec.MaxMemory?.ToString());
        facts.Add("machine types", string.Join(", ", environment.Spec.MachineTypes ?? []));
        facts.Add("purchase", environment.Spec.Purchase?.ToString());
        facts.Add("enabled", environment.Spec.Enabled is false ? "no" : "yes");
        facts.Add("labels", Labels(environment.Spec.Labels));
        facts.Add("native id", environment.NativeId);
        facts.Complete();
    }

    public static void Write(CommandContext context, JobQueue queue)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, BatchJson.Write(queue, indented: true));
            return;
        }

        var facts = new Facts(context.Host);
        facts.Add("name", queue.Name + (queue.IsDefault ? " (default)" : string.Empty));
        facts.Add("status", EnumText.Format(queue.Status));
        facts.Add("reason", queue.StatusReason);
        facts.Add("priority", Words.Number(queue.Spec.Priority));
        facts.Add("environments", string.Join(", ", queue.Spec.Environments ?? []));
        facts.Add("enabled", queue.Spec.Enabled is false ? "no" : "yes");
        facts.Add("max wait", queue.Spec.MaxWait is { } wait ? DurationText.Format(wait) : null);
        facts.Add("labels", Labels(queue.Spec.Labels));
        facts.Add("native id", queue.NativeId);
        facts.Complete();
    }

    public static void Write(CommandContext context, JobDefinition definition)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, BatchJson.Write(definition, indented: true));
            return;
        }

        var facts = new Facts(context.Host);
        facts.Add("definition", definition.Reference.ToString());
        facts.Add("active", definition.IsActive ? "yes" : "no");
        facts.Add("registered", Words.Time(definition.RegisteredAt));
        facts.Add("labels", Labels(definition.Labels));
        facts.Complete();
        context.Host.Out.WriteLine(BatchJson.Write(definition.Job, indented: true));
    }

    /// <summary>Says what becomes of fields that are not simply honoured.</summary>
    public static void Notes(CommandContext context, ResourcePlan plan)
    {
        foreach (var disposition in plan.Dispositions.Where(disposition => disposition.Kind is not DispositionKind.Honored))
        {
            context.Host.Error.WriteLine("note: " + disposition);
        }
    }

    private static string Labels(IReadOnlyDictionary<string, string>? labels) =>
        labels is null ? string.Empty : string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"));
}
