namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What becomes of running tasks when the engine ends. Those that wait stay in their queues in each case.</summary>
internal enum ShutdownMode
{
    /// <summary>They go on, and the next engine finds them again (where the launch path can do so).</summary>
    LeaveRunning = 0,

    /// <summary>Nothing more is started; the engine ends when the running tasks have.</summary>
    Drain = 1,

    /// <summary>They are stopped as if somebody had asked for it.</summary>
    Stop = 2,
}
