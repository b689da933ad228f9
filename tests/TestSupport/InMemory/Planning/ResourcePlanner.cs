using MultiBatch.Capabilities;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.TestSupport.InMemory.Planning;

/// <summary>Judges environments and queues, field by field.</summary>
internal static class ResourcePlanner
{
    public static ResourcePlan Plan(InMemoryOptions options, ComputeEnvironmentSpec spec)
    {
        var list = new FeatureDispositions(options, SpecFields.Of(spec));
        list.Honor("/name", "/maxVcpus", "/maxMemory", "/enabled", "/labels");
        list.NeedUnless(spec.Purchase?.Kind == PurchaseKind.OnDemand, "/purchase", BatchFeature.Spot);
        if (spec.Kind is null or EnvironmentKind.Managed)
        {
            list.Honor("/kind");
        }

        return Complete(list, "memory put environment " + spec.Name);
    }

    /// <param name="options">What the service can do.</param>
    /// <param name="spec">The queue.</param>
    /// <param name="hasEnvironment">Whether there is such an environment; null when that cannot be asked.</param>
    public static ResourcePlan Plan(InMemoryOptions options, JobQueueSpec spec, Func<string, bool>? hasEnvironment)
    {
        var list = new FeatureDispositions(options, SpecFields.Of(spec));
        list.Honor("/name", "/enabled", "/labels");
        list.Need("/priority", BatchFeature.QueuePriority);
        list.Need("/maxWait", BatchFeature.QueueMaxWait);
        if (spec.Environments is { } environments)
        {
            if (hasEnvironment is not null && environments.FirstOrDefault(name => !hasEnvironment(name)) is { } missing)
            {
                list.Add(FieldDisposition.Rejected("/environments", $"there is no environment '{missing}'"));
            }

            list.NeedUnless(environments.Count == 1, "/environments", BatchFeature.OrderedEnvironments);
        }

        return Complete(list, "memory put queue " + spec.Name);
    }

    private static ResourcePlan Complete(FeatureDispositions list, string request) => new(list.Complete(), [new NativeRequest(request, null)]);
}
