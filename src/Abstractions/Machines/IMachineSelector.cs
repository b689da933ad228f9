namespace MultiBatch.Machines;

/// <summary>Chooses a machine type for a job that names none.</summary>
public interface IMachineSelector
{
    /// <summary>The cheapest type that really fits; null when none does or none is known.</summary>
    ValueTask<MachineChoice?> SelectAsync(MachineRequirements requirements, CancellationToken cancellationToken);
}
