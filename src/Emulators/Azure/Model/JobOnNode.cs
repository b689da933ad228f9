namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A job on a node: what ran there before its tasks, and after them.</summary>
internal sealed class JobOnNode
{
    public SideTask? Preparation { get; set; }

    public SideTask? Release { get; set; }

    /// <summary>What waits for the preparation; true when it went well.</summary>
    public List<Action<bool>> Waiting { get; } = [];
}
