namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// Task slots: what the service places by. A node has a number of them, a task takes some. They stand for shares of the node's vCPUs and memory alike; a
/// task takes as many as the larger of its shares needs.
/// </summary>
internal static class Slots
{
    /// <summary>The most slots of a node.</summary>
    public const int Most = 256;

    /// <summary>Slots for each vCPU: a quarter of a vCPU is the smallest share.</summary>
    public const int PerVCpu = 4;

    /// <summary>The slots of the nodes of a new pool: four for each vCPU, which is what the service allows.</summary>
    public static int OfNode(int vCpus) => Math.Max(1, Math.Min(Most, vCpus * PerVCpu));

    /// <summary>The slots that a task needs, at least 1. More than the node has means that it fits no node.</summary>
    /// <param name="nodeSlots">The slots of a node.</param>
    /// <param name="node">The size of the nodes; null when it is not known: then a task takes a slot for each vCPU.</param>
    /// <param name="vCpus">vCPUs of the task.</param>
    /// <param name="memory">Memory of the task; null for none in particular.</param>
    public static int OfTask(int nodeSlots, VmSize? node, double vCpus, ByteSize? memory)
    {
        if (node is null)
        {
            return Math.Max(1, (int)Math.Ceiling(vCpus));
        }

        var byCpu = Math.Ceiling((vCpus / node.VCpus * nodeSlots) - 1e-9);
        var byMemory = memory is { } size ? Math.Ceiling((size.Bytes / (node.Gibibytes * 1024 * 1024 * 1024) * nodeSlots) - 1e-9) : 0;
        return (int)Math.Min(int.MaxValue, Math.Max(1, Math.Max(byCpu, byMemory)));
    }
}
