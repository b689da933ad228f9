namespace MultiBatch.Emulators.Azure.Model;

/// <summary>Whether the size of a pool is changing.</summary>
internal enum AllocationPhase
{
    Steady,
    Resizing,
    Stopping,
}
