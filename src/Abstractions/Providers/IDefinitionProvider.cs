using MultiBatch.Definitions;

namespace MultiBatch.Providers;

/// <summary>A provider whose service has job definitions. For the others the client keeps them in the catalogue.</summary>
public interface IDefinitionProvider
{
    /// <summary>Registers a revision. When the latest active revision has the same content, that one is returned and none is added.</summary>
    Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken);

    /// <summary>Makes a revision inactive. Doing so twice is no error.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such revision.</exception>
    Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken);

    /// <summary>Describes a revision, or the latest active one; null when there is none.</summary>
    Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken);

    /// <summary>Lists a page of revisions.</summary>
    /// <param name="name">Only revisions of this definition; null for all.</param>
    /// <param name="continuationToken">The token of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait for the reply.</param>
    Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken);
}
