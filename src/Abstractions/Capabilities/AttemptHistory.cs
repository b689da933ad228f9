namespace MultiBatch.Capabilities;

/// <summary>What a service tells of the attempts of a task.</summary>
public enum AttemptHistory
{
    /// <summary>Every attempt.</summary>
    Complete = 0,

    /// <summary>How many there were, and the last one.</summary>
    CountAndLast = 1,

    /// <summary>The last one only.</summary>
    LastOnly = 2,
}
