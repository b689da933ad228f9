using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Says of each field of a queue what becomes of it here. Pure.</summary>
internal static class QueuePlanner
{
    private const int HighestPriority = 999;

    /// <param name="spec">The queue, or the changes to one.</param>
    /// <param name="update">True for changes.</param>
    /// <param name="environments">The environments there are; null for a plan that may ask nobody.</param>
    public static IReadOnlyList<FieldDisposition> Plan(JobQueueSpec spec, bool update, IReadOnlyList<string>? environments)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Add(NameRules.Plan("/name", spec.Name));
        if (spec.Priority is { } priority)
        {
            list.Add(priority is < 0 or > HighestPriority
                ? FieldDisposition.Rejected("/priority", $"{priority} is not between 0 and {HighestPriority}", $"write a number from 0 to {HighestPriority}")
                : FieldDisposition.Honored("/priority"));
        }

        PlanEnvironments(spec, update, environments, list);
        if (spec.MaxWait is { } maxWait)
        {
            list.Add(maxWait <= TimeSpan.Zero
                ? FieldDisposition.Rejected("/maxWait", "no job can start in no time", "write a duration, or leave it out for no limit")
                : FieldDisposition.Honored("/maxWait", "a job at the head of the queue that has nothing running for that long is stopped"));
        }

        list.Honor("/enabled", "/labels");
        list.RejectIfSet("/schedulingPolicy", "jobs are served by priority, then first come; there are no other policies", "leave it out; use priorities");
        NativeSections.Plan(spec.Native, list);
        return list.Complete(LocalProviderName.Value);
    }

    private static void PlanEnvironments(JobQueueSpec spec, bool update, IReadOnlyList<string>? environments, DispositionList list)
    {
        const string Pointer = "/environments";
        if (spec.Environments is not { } wanted)
        {
            if (!update)
            {
                list.Add(FieldDisposition.Rejected(Pointer, "a queue needs at least one environment", "name one, for example default"));
            }

            return;
        }

        var missing = environments is null ? null : wanted.FirstOrDefault(name => !environments.Contains(name));
        list.Add(wanted.Count == 0 ? FieldDisposition.Rejected(Pointer, "a queue needs at least one environment", "name one, for example default")
            : wanted.Distinct(StringComparer.Ordinal).Count() < wanted.Count ? FieldDisposition.Rejected(Pointer, "an environment is named twice", "name each once")
            : environments is null ? FieldDisposition.Unverified(Pointer, "the engine has to be asked whether they are there")
            : missing is not null ? FieldDisposition.Rejected(Pointer, $"there is no environment '{missing}'", "create it, or name one of: " + string.Join(", ", environments))
            : FieldDisposition.Honored(Pointer, wanted.Count > 1 ? "tried in this order" : null));
    }
}
