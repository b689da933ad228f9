namespace MultiBatch.Emulators.Azure.Model;

/// <summary>States of a task.</summary>
internal enum TaskPhase
{
    Active,
    Preparing,
    Running,
    Completed,
}
