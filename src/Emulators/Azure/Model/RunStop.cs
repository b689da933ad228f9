namespace MultiBatch.Emulators.Azure.Model;

/// <summary>Why a run is ended from outside.</summary>
internal enum RunStop
{
    /// <summary>Somebody ended the task, or its job.</summary>
    Terminated,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>Somebody asked for what makes it start anew; that is counted.</summary>
    Requeued,

    /// <summary>The node was taken away; that is not counted.</summary>
    Preempted,

    /// <summary>The task is no longer there.</summary>
    Deleted,
}
