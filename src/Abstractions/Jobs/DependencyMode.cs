namespace MultiBatch.Jobs;

/// <summary>How an array waits for another job.</summary>
public enum DependencyMode
{
    /// <summary>Every child waits for the whole job (or the one child named).</summary>
    Whole = 0,

    /// <summary>Child <c>i</c> waits for child <c>i</c> of an array of the same size (N to N).</summary>
    IndexToIndex = 1,
}
