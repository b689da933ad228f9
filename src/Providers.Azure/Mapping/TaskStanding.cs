namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>How a task that is waiting stands with those it waits for.</summary>
internal enum TaskStanding
{
    /// <summary>All of them succeeded, or there are none: it may run.</summary>
    Free,

    /// <summary>Some have not ended yet.</summary>
    Waiting,

    /// <summary>One of them did not succeed: the service leaves the task active for ever.</summary>
    RuledOut,
}
