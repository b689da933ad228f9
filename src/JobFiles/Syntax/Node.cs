namespace MultiBatch.JobFiles.Syntax;

/// <summary>A value of a job file, whether written in YAML or in JSON, and where it begins.</summary>
internal abstract class Node(Position start)
{
    public Position Start { get; } = start;

    /// <summary>How many values this one stands for, aliases written out. Bounds what a few nested aliases can blow up to.</summary>
    public long Weight { get; protected set; } = 1;

    /// <summary>How many levels there are, this one included.</summary>
    public int Height { get; protected set; } = 1;

    protected void Hold(Node child)
    {
        // An alias shares its node, so sums can double per line of text: they stop where any limit has long been reached.
        Weight = Math.Min(Weight + child.Weight, int.MaxValue);
        Height = Math.Max(Height, child.Height + 1);
    }
}
