using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>Says of each field of a queue what becomes of it. Pure.</summary>
internal static class QueuePlanner
{
    private const string Environments = "/environments";

    /// <param name="spec">The queue, or the changes to one.</param>
    /// <param name="isUpdate">True for changes.</param>
    /// <param name="environments">Those of its environments that are there; null for a plan that may ask nobody.</param>
    public static IReadOnlyList<FieldDisposition> Plan(JobQueueSpec spec, bool isUpdate, IReadOnlyList<EnvironmentFacts>? environments)
    {
        var list = new DispositionList(SpecFields.Of(spec));
        list.Honor("/name", "/enabled", "/priority", "/labels");
        PlanEnvironments(spec, isUpdate, environments, list);
        PlanMaxWait(spec.MaxWait, list);
        if (spec.SchedulingPolicy is { } policy)
        {
            list.Add(Arn.ServiceOf(policy) == "batch"
                ? FieldDisposition.Honored("/schedulingPolicy", "jobs of it belong to a share")
                : FieldDisposition.Rejected("/schedulingPolicy", $"'{policy}' is no ARN of a scheduling policy", "write arn:aws:batch:REGION:ACCOUNT:scheduling-policy/NAME", AwsSources.Queues));
        }

        PlanNative(spec.Native, list);
        return list.Complete(AwsProviderName.Value);
    }

    private static void PlanEnvironments(JobQueueSpec spec, bool isUpdate, IReadOnlyList<EnvironmentFacts>? facts, DispositionList list)
    {
        if (spec.Environments is not { } names)
        {
            if (!isUpdate)
            {
                list.Add(FieldDisposition.Rejected(Environments, "a queue needs at least one environment", "name one", AwsSources.Queues));
            }

            return;
        }

        var missing = facts is null ? null : names.FirstOrDefault(name => facts.All(environment => environment.Name != name));
        var unusable = facts?.FirstOrDefault(environment => environment.Status == EnvironmentStatus.Invalid);
        list.Add(names.Count is 0 or > AwsLimits.MostEnvironments ? FieldDisposition.Rejected(
                Environments, $"a queue has 1 to {AwsLimits.MostEnvironments} environments, not {names.Count}", "several queues", AwsSources.Limits)
            : names.Distinct(StringComparer.Ordinal).Count() < names.Count ? FieldDisposition.Rejected(Environments, "an environment is named twice", "name each once", AwsSources.Queues)
            : facts is null ? FieldDisposition.Unverified(Environments, "the environments have to be read")
            : missing is not null ? FieldDisposition.Rejected(Environments, $"there is no environment '{missing}'", "create it first", AwsSources.Queues)
            : unusable is not null ? FieldDisposition.Rejected(Environments, $"environment '{unusable.Name}' is INVALID: {unusable.StatusReason ?? "no reason given"}", "mend it first", AwsSources.Queues)
            : facts.Select(environment => environment.Kind == EnvironmentKind.Serverless).Distinct().Count() > 1 ? FieldDisposition.Rejected(
                Environments, "a queue runs on EC2 or on Fargate, not on both", "two queues", AwsSources.Queues)
            : facts.Select(environment => InstanceTypes.ArchitectureOf(environment.InstanceTypes)).Where(own => own is not null).Distinct().Count() > 1 ? FieldDisposition.Rejected(
                Environments, "the environments of a queue have one instruction set", "two queues", AwsSources.Queues)
            : FieldDisposition.Honored(Environments, Note(facts)));
    }

    private static string? Note(IReadOnlyList<EnvironmentFacts> facts) =>
        facts.Count < 2 ? null
        : facts.Any(environment => environment.Purchase == PurchaseKind.Spot) && facts.Any(environment => environment.Purchase == PurchaseKind.OnDemand)
            ? "tried in this order; a job that waits for spot capacity does not move on to the next one by itself"
            : "tried in this order";

    private static void PlanMaxWait(TimeSpan? maxWait, DispositionList list)
    {
        if (maxWait is not { } time)
        {
            return;
        }

        var used = time < AwsLimits.ShortestMaxWait ? AwsLimits.ShortestMaxWait : TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
        list.Add(time > AwsLimits.LongestMaxWait ? FieldDisposition.Rejected(
                "/maxWait", $"{DurationText.Format(time)} is longer than the service watches a job: {DurationText.Format(AwsLimits.LongestMaxWait)}",
                "leave it out for no limit", AwsSources.TimeLimitActions)
            : used != time ? FieldDisposition.Rounded("/maxWait", DurationText.Format(time), DurationText.Format(used), "at least 10 minutes, in whole seconds", AwsSources.TimeLimitActions)
            : FieldDisposition.Honored("/maxWait", "for a job at the head of the queue that capacity, the environment's size or its own demands keep there"));
    }

    private static void PlanNative(IReadOnlyDictionary<string, JsonElement>? native, DispositionList list)
    {
        foreach (var section in native ?? new Dictionary<string, JsonElement>())
        {
            var pointer = SpecPointers.Item("/native", section.Key);
            list.Add(section.Key != AwsProviderName.Value ? FieldDisposition.Honored(pointer, "for another provider; skipped here")
                : section.Value.ValueKind != JsonValueKind.Object ? FieldDisposition.Rejected(pointer, "it must be an object", "leave it out")
                : section.Value.EnumerateObject().Select(property => property.Name).FirstOrDefault() is { } key
                ? FieldDisposition.Rejected(pointer, $"it has no key '{key}'; queues have none", "leave it out")
                : FieldDisposition.Honored(pointer));
        }
    }
}
