using System.Globalization;
using MultiBatch.Definitions;
using MultiBatch.Providers;

namespace MultiBatch.Catalogue;

/// <summary>
/// Job definitions of a service that has no resource for them: a document per revision, <c>name/000001</c> and so on. A revision is never
/// overwritten but to deregister it, and never deleted, so that its number is not used again.
/// </summary>
internal sealed class CatalogueDefinitions : IDefinitionProvider
{
    private readonly CatalogueDocuments<JobDefinition> _documents;
    private readonly TimeProvider _clock;

    public CatalogueDefinitions(ICatalogStore store, CatalogueScope scope, TimeProvider clock)
    {
        _documents = new CatalogueDocuments<JobDefinition>(store, scope.Folder("definitions"), CatalogueJson.Indented.JobDefinition);
        _clock = clock;
    }

    public async Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken)
    {
        CatalogueNames.Check("a definition", spec.Name);
        var hash = DefinitionHash.Of(spec);
        while (true)
        {
            var revisions = await RevisionsAsync(spec.Name, cancellationToken).ConfigureAwait(false);
            var latest = await LatestActiveAsync(spec.Name, revisions, cancellationToken).ConfigureAwait(false);
            if (latest?.ContentHash == hash)
            {
                return latest;
            }

            var added = new JobDefinition
            {
                Name = spec.Name,
                Revision = (revisions.Count == 0 ? 0 : revisions[revisions.Count - 1]) + 1,
                Job = spec.Job,
                IsActive = true,
                Labels = spec.Labels,
                ContentHash = hash,
                RegisteredAt = _clock.GetUtcNow(),
            };

            // Whoever writes a revision first has it; the others look again, and may find that it is what they wanted.
            if (await _documents.TryCreateAsync(NameOf(added.Name, added.Revision), added, cancellationToken).ConfigureAwait(false))
            {
                return added;
            }
        }
    }

    public async Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken)
    {
        var updated = CatalogueNames.IsName(name)
            ? await _documents.UpdateAsync(
                NameOf(name, revision), current => current.IsActive ? current with { IsActive = false } : null, cancellationToken).ConfigureAwait(false)
            : null;
        if (updated is null)
        {
            throw new BatchException(BatchErrorCode.NotFound, $"There is no definition {name}:{revision.ToString(CultureInfo.InvariantCulture)}.")
            {
                Resource = name + ":" + revision.ToString(CultureInfo.InvariantCulture),
            };
        }
    }

    public async Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken)
    {
        if (reference.Revision is { } revision)
        {
            return (await _documents.FindAsync(NameOf(reference.Name, revision), cancellationToken).ConfigureAwait(false))?.Value;
        }

        var revisions = await RevisionsAsync(reference.Name, cancellationToken).ConfigureAwait(false);
        return await LatestActiveAsync(reference.Name, revisions, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken)
    {
        if (name is not null && !CatalogueNames.IsName(name))
        {
            return new Page<JobDefinition>([], null);
        }

        var page = CatalogueDocuments<JobDefinition>.PageOf(
            await _documents.ListNamesAsync(name, cancellationToken).ConfigureAwait(false), continuationToken);
        var definitions = new List<JobDefinition>(page.Items.Count);
        foreach (var document in page.Items)
        {
            if (await _documents.FindAsync(document, cancellationToken).ConfigureAwait(false) is var (definition, _))
            {
                definitions.Add(definition);
            }
        }

        return new Page<JobDefinition>(definitions, page.ContinuationToken);
    }

    // Six digits put the revisions in order by name; more digits only sort oddly, as the numbers themselves are compared where it matters.
    private static string NameOf(string name, int revision) => name + "/" + revision.ToString("d6", CultureInfo.InvariantCulture);

    private async Task<List<int>> RevisionsAsync(string name, CancellationToken cancellationToken)
    {
        var revisions = new List<int>();
        foreach (var document in await _documents.ListNamesAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (int.TryParse(document.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            {
                revisions.Add(revision);
            }
        }

        revisions.Sort();
        return revisions;
    }

    private async Task<JobDefinition?> LatestActiveAsync(string name, List<int> revisions, CancellationToken cancellationToken)
    {
        for (var index = revisions.Count - 1; index >= 0; index--)
        {
            if (await _documents.FindAsync(NameOf(name, revisions[index]), cancellationToken).ConfigureAwait(false) is ({ IsActive: true } definition, _))
            {
                return definition;
            }
        }

        return null;
    }
}
