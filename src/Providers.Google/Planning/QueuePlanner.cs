using System.Globalization;
using System.Text.Json;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Says of each field of a queue what becomes of it: it is kept beside the service, and becomes a label and the priority of its jobs. Pure.</summary>
internal static class QueuePlanner
{
    /// <param name="spec">The queue, or the changes to one.</param>
    /// <param name="isUpdate">True for changes.</param>
    public static IReadOnlyList<FieldDisposition> Plan(JobQueueSpec spec, bool isUpdate)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Honor("/name", "/enabled", "/labels");
        if (spec.Priority is { } priority)
        {
            var own = Priorities.OfQueue(priority);
            list.Add(FieldDisposition.Honored("/priority", own == priority ? null : $"as {own.ToString(CultureInfo.InvariantCulture)} of the service's 0..99"));
        }

        if (spec.Environments is { } environments)
        {
            list.Add(environments.Count == 1
                ? FieldDisposition.Honored("/environments")
                : FieldDisposition.Rejected("/environments", environments.Count == 0 ? "a queue needs an environment" : GoogleReasons.OneEnvironment, "one environment; several queues for several", GoogleSources.Job));
        }
        else if (!isUpdate)
        {
            list.Add(FieldDisposition.Rejected("/environments", "a queue needs an environment", "name one"));
        }

        list.RejectIfSet("/maxWait", GoogleReasons.MaxWait, "leave it out", GoogleSources.Quotas);
        list.RejectIfSet("/schedulingPolicy", "the service has no shares", "priority", GoogleSources.Job);
        PlanNative(spec.Native, list);
        return list.Complete(GoogleProviderName.Value);
    }

    private static void PlanNative(IReadOnlyDictionary<string, JsonElement>? native, DispositionList list)
    {
        foreach (var section in native ?? new Dictionary<string, JsonElement>())
        {
            var pointer = SpecPointers.Item("/native", section.Key);
            list.Add(section.Key != GoogleProviderName.Value ? FieldDisposition.Honored(pointer, "for another provider; skipped here")
                : section.Value.ValueKind != JsonValueKind.Object ? FieldDisposition.Rejected(pointer, "it must be an object", "leave it out")
                : section.Value.EnumerateObject().Select(property => property.Name).FirstOrDefault() is { } key
                ? FieldDisposition.Rejected(pointer, $"it has no key '{key}'; queues have none", "leave it out")
                : FieldDisposition.Honored(pointer));
        }
    }
}
