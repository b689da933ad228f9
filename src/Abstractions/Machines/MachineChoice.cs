namespace MultiBatch.Machines;

/// <summary>A machine type that was chosen.</summary>
public sealed record MachineChoice
{
    /// <summary>The provider's name of the type.</summary>
    public required string MachineType { get; init; }

    /// <summary>Why this one, with the date of the price.</summary>
    public required string Why { get; init; }
}
