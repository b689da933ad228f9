using System.Text.Json;
using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Says of each field of a queue what becomes of it. Pure.</summary>
internal static class QueuePlanner
{
    private const string Environments = "/environments";

    /// <param name="spec">The queue, or the changes to one.</param>
    /// <param name="isUpdate">True for changes.</param>
    /// <param name="pool">The pool it names; null when it is not there.</param>
    /// <param name="isOffline">True for a plan that may ask nobody.</param>
    public static IReadOnlyList<FieldDisposition> Plan(JobQueueSpec spec, bool isUpdate, PoolFacts? pool, bool isOffline)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Honor("/name", "/labels");
        if (spec.Priority is not null)
        {
            list.Add(FieldDisposition.Honored("/priority", "scaled to -1000..1000"));
        }

        if (spec.Enabled is not null)
        {
            list.Add(FieldDisposition.Emulated("/enabled", "a mark on the Azure job that clients of MultiBatch keep to: the service's own disable would hold back what is waiting too"));
        }

        if (spec.Environments is { } names)
        {
            list.Add(names.Count != 1 ? FieldDisposition.Rejected(Environments, $"{AzureReasons.Environments}, not on {names.Count}", "one environment; it may have spot and dedicated nodes", AzureSources.Jobs)
                : isOffline ? FieldDisposition.Unverified(Environments, "the pool has to be read")
                : pool is null ? FieldDisposition.Rejected(Environments, $"there is no environment '{names[0]}'", "create it first", AzureSources.Jobs)
                : pool.IsDeleting ? FieldDisposition.Rejected(Environments, $"environment '{names[0]}' is being deleted", "name another one", AzureSources.Jobs)
                : FieldDisposition.Honored(Environments, isUpdate ? "for jobs that are submitted from now on" : null));
        }
        else if (!isUpdate)
        {
            list.Add(FieldDisposition.Rejected(Environments, "a queue needs an environment", "name one", AzureSources.Jobs));
        }

        list.RejectIfSet("/maxWait", AzureReasons.MaxWait, "leave it out");
        list.RejectIfSet("/schedulingPolicy", AzureReasons.Scheduling, "queues of several priorities");
        foreach (var section in spec.Native ?? new Dictionary<string, JsonElement>())
        {
            var pointer = SpecPointers.Item("/native", section.Key);
            list.Add(section.Key != AzureProviderName.Value ? FieldDisposition.Honored(pointer, "for another provider; skipped here")
                : section.Value.ValueKind != JsonValueKind.Object ? FieldDisposition.Rejected(pointer, "it must be an object", "leave it out")
                : section.Value.EnumerateObject().Select(property => property.Name).FirstOrDefault() is { } key
                ? FieldDisposition.Rejected(pointer, $"it has no key '{key}'; queues have none", "leave it out")
                : FieldDisposition.Honored(pointer));
        }

        return list.Complete(AzureProviderName.Value);
    }
}
