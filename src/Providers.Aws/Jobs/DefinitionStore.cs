using System.Collections.Concurrent;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>
/// Sees to it that the definition a job runs from is there. Definitions are named by their content, so that one is registered once, whoever submits;
/// two that register it at the same moment make two equal revisions, which does no harm.
/// </summary>
internal sealed class DefinitionStore
{
    private readonly IAwsBatchWire _wire;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _there = new(StringComparer.Ordinal);

    public DefinitionStore(IAwsBatchWire wire) => _wire = wire;

    /// <exception cref="BatchException">It could not be looked up or registered. Its effect is none: no job was submitted.</exception>
    public async Task EnsureAsync(RegisterJobDefinitionRequest definition, CancellationToken cancellationToken)
    {
        var name = definition.JobDefinitionName;
        var own = new Lazy<Task>(() => FindOrRegisterAsync(definition, cancellationToken));
        var entry = _there.GetOrAdd(name, own);
        try
        {
            await entry.Value.ConfigureAwait(false);
        }
        catch (Exception) when (!ReferenceEquals(entry, own) && !cancellationToken.IsCancellationRequested)
        {
            // Somebody else's try failed or was cancelled; ours need not.
            Forget(name, entry);
            await FindOrRegisterAsync(definition, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            Forget(name, entry);
            throw;
        }
    }

    /// <summary>Forgets that a definition is there: the service said that it is not.</summary>
    public void Forget(string name) => _there.TryRemove(name, out _);

    private void Forget(string name, Lazy<Task> entry) =>
        ((ICollection<KeyValuePair<string, Lazy<Task>>>)_there).Remove(new KeyValuePair<string, Lazy<Task>>(name, entry));

    private async Task FindOrRegisterAsync(RegisterJobDefinitionRequest definition, CancellationToken cancellationToken)
    {
        try
        {
            var found = await _wire.DescribeJobDefinitionsAsync(
                new DescribeJobDefinitionsRequest { JobDefinitionName = definition.JobDefinitionName, Status = "ACTIVE", MaxResults = 1 }, cancellationToken)
                .ConfigureAwait(false);
            if (found.JobDefinitions is not { Count: > 0 })
            {
                await _wire.RegisterJobDefinitionAsync(definition, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (BatchException error) when (error.Effect != BatchEffect.None)
        {
            throw new BatchException(error.Code, $"The job's definition could not be registered: {error.Message}", error)
            {
                Effect = BatchEffect.None,
                IsTransient = error.IsTransient,
                RetryAfter = error.RetryAfter,
                Provider = error.Provider,
                NativeCode = error.NativeCode,
                RequestId = error.RequestId,
                Resource = definition.JobDefinitionName,
            };
        }
    }
}
