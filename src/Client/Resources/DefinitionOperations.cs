using MultiBatch.Definitions;

namespace MultiBatch.Resources;

/// <summary>What can be done with job definitions. Made by <see cref="BatchClient"/>. Thread-safe.</summary>
public sealed class DefinitionOperations
{
    private readonly ClientServices _services;

    internal DefinitionOperations(ClientServices services) => _services = services;

    /// <summary>Registers a revision; the same content again gives the revision that is there.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> naming every wrong field.</exception>
    public Task<JobDefinition> RegisterAsync(JobDefinitionSpec spec, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Makes a revision inactive: jobs can no longer be submitted from it. Doing so twice is no error.</summary>
    /// <param name="reference">The definition, with its revision.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The reference names no revision.</exception>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such revision.</exception>
    public Task DeregisterAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes a revision, or the latest active one.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public Task<JobDefinition> GetAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Describes a revision, or the latest active one; null when there is none.</summary>
    public Task<JobDefinition?> FindAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default) => throw NotYet();

    /// <summary>Lists revisions, of one definition or of all.</summary>
    /// <param name="name">Only revisions of this definition. Default: all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<JobDefinition> ListAsync(string? name = null, CancellationToken cancellationToken = default) => throw NotYet();

    private BatchException NotYet() => new(BatchErrorCode.Unsupported, "This client has no definitions.") { Provider = _services.Provider.Name };
}
