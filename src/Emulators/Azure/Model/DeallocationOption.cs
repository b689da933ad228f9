namespace MultiBatch.Emulators.Azure.Model;

/// <summary>What becomes of tasks on a node that leaves, restarts or takes no more tasks.</summary>
internal enum DeallocationOption
{
    /// <summary>They are killed and wait for another node.</summary>
    Requeue,

    /// <summary>They are killed and have failed.</summary>
    Terminate,

    /// <summary>They run to their end.</summary>
    TaskCompletion,

    /// <summary>They run to their end, and their files are kept for as long as they are to be.</summary>
    RetainedData,
}
