using System.Runtime.CompilerServices;
using MultiBatch.Capabilities;
using MultiBatch.Definitions;
using MultiBatch.Providers;
using MultiBatch.Telemetry;

namespace MultiBatch.Resources;

/// <summary>
/// What can be done with job definitions. Where the service has no resource for them they are kept in the client's catalogue.
/// Made by <see cref="BatchClient"/>. Thread-safe.
/// </summary>
public sealed class DefinitionOperations
{
    private readonly ClientServices _services;

    internal DefinitionOperations(ClientServices services) => _services = services;

    private IDefinitionProvider Provider => _services.Definitions ?? throw _services.Resources.NotThere(BatchFeature.Definitions, "job definitions");

    /// <summary>Registers a revision; the same content again gives the revision that is there.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> naming every wrong field.</exception>
    public Task<JobDefinition> RegisterAsync(JobDefinitionSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        DefinitionRules.Check(spec, _services.Provider.Name);
        return _services.Resources.ChangeAsync(
            _services.KeepsDefinitions, ProviderOperation.RegisterDefinition,
            static (s, token) => s.Provider.RegisterDefinitionAsync(s.spec, token), (Provider, spec), cancellationToken);
    }

    /// <summary>Makes a revision inactive: jobs can no longer be submitted from it. Doing so twice is no error.</summary>
    /// <param name="reference">The definition, with its revision.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The reference names no revision.</exception>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such revision.</exception>
    public Task DeregisterAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var revision = reference.Revision
            ?? throw new ArgumentException($"'{reference}' names no revision; write {reference.Name}:1 to deregister revision 1.", nameof(reference));
        return _services.Resources.ChangeAsync(
            _services.KeepsDefinitions, ProviderOperation.DeregisterDefinition,
            static async (s, token) =>
            {
                await s.Provider.DeregisterDefinitionAsync(s.Name, s.revision, token).ConfigureAwait(false);
                return true;
            },
            (Provider, reference.Name, revision), cancellationToken);
    }

    /// <summary>Describes a revision, or the latest active one.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public async Task<JobDefinition> GetAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default) =>
        await FindAsync(reference, cancellationToken).ConfigureAwait(false)
        ?? throw _services.Resources.NotFound("job definition", reference.ToString());

    /// <summary>Describes a revision, or the latest active one; null when there is none.</summary>
    public Task<JobDefinition?> FindAsync(JobDefinitionReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _services.Resources.ReadAsync(
            _services.KeepsDefinitions, ProviderOperation.FindDefinition,
            static (s, token) => s.Provider.FindDefinitionAsync(s.reference, token), (Provider, reference), cancellationToken);
    }

    /// <summary>Lists revisions, of one definition or of all.</summary>
    /// <param name="name">Only revisions of this definition. Default: all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<JobDefinition> ListAsync(string? name = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await _services.Resources.ReadAsync(
                _services.KeepsDefinitions, ProviderOperation.ListDefinitions,
                static (s, ct) => s.Provider.ListDefinitionsAsync(s.name, s.token, ct), (Provider, name, token), cancellationToken).ConfigureAwait(false);
            foreach (var definition in page.Items)
            {
                yield return definition;
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
