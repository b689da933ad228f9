using MultiBatch.Machines;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>What a plan is made from, beside the request.</summary>
internal sealed record PlanFacts
{
    public required GoogleBatchOptions Options { get; init; }

    /// <summary>The region; null when the connection names none.</summary>
    public string? Region { get; init; }

    /// <summary>The project; null when it is not known without asking.</summary>
    public string? Project { get; init; }

    /// <summary>The machine type that was chosen for the job; null when nobody chose.</summary>
    public MachineChoice? Machine { get; init; }
}
