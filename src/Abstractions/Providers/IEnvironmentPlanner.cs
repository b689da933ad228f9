using MultiBatch.Environments;
using MultiBatch.Planning;

namespace MultiBatch.Providers;

/// <summary>
/// A provider that can translate environments. One whose service also keeps them is an <see cref="IEnvironmentProvider"/>; for one that only
/// translates (Google, where an environment is a part of each job) the client keeps them and hands them over in
/// <see cref="PlanRequest.Environment"/>.
/// </summary>
public interface IEnvironmentPlanner
{
    /// <summary>Translates an environment, field by field, without changing anything.</summary>
    /// <param name="spec">The environment, or with <paramref name="update"/> the changes to one.</param>
    /// <param name="update">True for changes.</param>
    /// <param name="mode">Whether calls that read are allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken);
}
