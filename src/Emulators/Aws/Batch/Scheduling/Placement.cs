using MultiBatch.Emulators.Aws.Batch.Model;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Where a job can start.</summary>
/// <param name="Environment">The environment; null when it cannot start now.</param>
/// <param name="Reason">Why it may never start by itself; null when it only has to wait.</param>
/// <param name="Again">When to look again; null when something else will say so.</param>
internal readonly record struct Placement(EnvironmentEntry? Environment, string? Reason = null, TimeSpan? Again = null);
