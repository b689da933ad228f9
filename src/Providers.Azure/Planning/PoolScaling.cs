using System.Globalization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>How many nodes a pool has: a number, or bounds between which it grows with what waits.</summary>
internal sealed record PoolScaling
{
    public const string Interval = "PT5M";

    public required int Least { get; init; }

    public required int Most { get; init; }

    public required PurchaseKind Purchase { get; init; }

    public bool IsFixed => Least == Most;

    /// <summary>Nodes at the full price, of a pool of a fixed size.</summary>
    public int Dedicated => Purchase == PurchaseKind.Spot ? 0 : Most;

    /// <summary>Nodes on spot, of a pool of a fixed size.</summary>
    public int LowPriority => Purchase == PurchaseKind.Spot ? Most : 0;

    /// <summary>
    /// The formula of a pool that scales. Formulas know how many tasks wait or run, not how many slots they take: a pool gets a node for each, within its
    /// bounds, and gives nodes back when their tasks have ended.
    /// </summary>
    public string Formula => string.Format(
        CultureInfo.InvariantCulture,
        "leastNodes = {0};\nmostNodes = {1};\nsamples = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second);\n"
        + "tasks = samples < 70 ? max(0, $PendingTasks.GetSample(1)) : max($PendingTasks.GetSample(1), avg($PendingTasks.GetSample(180 * TimeInterval_Second)));\n"
        + "nodes = max(leastNodes, min(mostNodes, tasks));\n"
        + "{2} = nodes;\n{3} = 0;\n$NodeDeallocationOption = taskcompletion;",
        Least, Most,
        Purchase == PurchaseKind.Spot ? "$TargetLowPriorityNodes" : "$TargetDedicatedNodes", Purchase == PurchaseKind.Spot ? "$TargetDedicatedNodes" : "$TargetLowPriorityNodes");
}
