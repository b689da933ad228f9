using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>What a restart began.</summary>
/// <param name="Job">The job.</param>
/// <param name="Indexes">The tasks that run again.</param>
/// <param name="Revived">Dependents that wait again.</param>
/// <param name="NotRevived">Dependents that stay cancelled, for another of their conditions.</param>
internal sealed record RestartOutcome(
    JobEntry Job, IReadOnlyList<int> Indexes, IReadOnlyList<JobEntry> Revived, IReadOnlyList<JobEntry> NotRevived);
