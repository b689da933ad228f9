using MultiBatch.Providers.Local.Limits;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>What a launcher can promise, for the declared capabilities.</summary>
internal sealed class LaunchTraits
{
    public required string Name { get; init; }

    /// <summary>Whether a job in <see cref="StartMode.Recorded"/> outlives the engine, and its end is known afterwards.</summary>
    public required bool SurvivesEngine { get; init; }

    /// <summary>Whether a job can be asked to end before it is killed.</summary>
    public required bool GentleStop { get; init; }

    /// <summary>What enforces limits of memory and CPU.</summary>
    public required LimitSupport Limits { get; init; }
}
