using MultiBatch.Environments;
using MultiBatch.Planning;

namespace MultiBatch.Providers;

/// <summary>A provider whose service has environments.</summary>
public interface IEnvironmentProvider
{
    /// <summary>Translates an environment, field by field, without changing anything.</summary>
    /// <param name="spec">The environment, or with <paramref name="update"/> the changes to one.</param>
    /// <param name="update">True for changes.</param>
    /// <param name="mode">Whether calls that read are allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken);

    /// <summary>Creates an environment and returns once the service has accepted it; it may still be
    /// <see cref="EnvironmentStatus.Creating"/>.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.AlreadyExists"/> when there is another one of this name.</exception>
    Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken);

    /// <summary>Changes the fields that are set.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken);

    /// <summary>Deletes an environment that no queue uses; returns once the service has accepted it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/>, or <see cref="BatchErrorCode.Conflict"/> while a queue uses it.</exception>
    Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken);

    /// <summary>Describes an environment; null when there is none.</summary>
    Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists a page of environments.</summary>
    Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken);
}
