using MultiBatch.Environments;

namespace MultiBatch.Providers;

/// <summary>A provider whose service has environments. For the others the client keeps them in the catalogue.</summary>
public interface IEnvironmentProvider : IEnvironmentPlanner
{
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
