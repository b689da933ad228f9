namespace MultiBatch.Emulators.Azure.Model;

/// <summary>States of a job.</summary>
internal enum JobPhase
{
    Active,
    Disabling,
    Disabled,
    Enabling,
    Terminating,
    Completed,
    Deleting,
}
