using MultiBatch.Definitions;
using MultiBatch.Providers;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>A service with these definitions, which counts how often it is read.</summary>
internal sealed class FakeDefinitions(params JobDefinition[] definitions) : IDefinitionProvider
{
    public int Reads { get; private set; }

    public Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(definitions.LastOrDefault(definition =>
            definition.Name == reference.Name && (reference.Revision is null ? definition.IsActive : definition.Revision == reference.Revision)));
    }

    public Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<JobDefinition>(definitions, null));
}
