namespace MultiBatch.Costs.Refreshing;

/// <summary>How the billing catalogue describes the parts of a machine family.</summary>
internal sealed class GoogleFamily
{
    private GoogleFamily(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Families whose machines are the sum of vCPUs and memory, by the beginning of the description of their parts.</summary>
    public static IReadOnlyList<GoogleFamily> All { get; } =
    [
        new("e2", "E2 Instance"), new("n1", "N1 Predefined Instance"), new("n2", "N2 Instance"), new("n2d", "N2D AMD Instance"), new("n4", "N4 Instance"),
        new("c2d", "C2D AMD Instance"), new("c3", "C3 Instance"), new("c3d", "C3D Instance"), new("c4", "C4 Instance"), new("c4a", "C4A Arm Instance"),
        new("c4d", "C4D Instance"), new("t2d", "T2D AMD Instance"), new("t2a", "T2A Arm Instance"),
    ];

    public string Name { get; }

    public string Description { get; }

    public string Core(bool spot) => (spot ? "Spot Preemptible " : string.Empty) + Description + " Core running in ";

    public string Ram(bool spot) => (spot ? "Spot Preemptible " : string.Empty) + Description + " Ram running in ";
}
