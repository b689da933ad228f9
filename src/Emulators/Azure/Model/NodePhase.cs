namespace MultiBatch.Emulators.Azure.Model;

/// <summary>States of a node.</summary>
internal enum NodePhase
{
    Idle,
    Rebooting,
    Reimaging,
    Running,
    Unusable,
    Creating,
    Starting,
    WaitingForStartTask,
    StartTaskFailed,
    Unknown,
    LeavingPool,
    Offline,
    Preempted,
}
