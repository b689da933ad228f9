using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Resources;

/// <summary>Job definitions. Those that jobs are put together from are left out of lists.</summary>
internal sealed class DefinitionOperations
{
    private readonly IAwsBatchWire _wire;
    private readonly AwsBatchOptions _options;

    public DefinitionOperations(IAwsBatchWire wire, AwsBatchOptions options)
    {
        _wire = wire;
        _options = options;
    }

    public async Task<JobDefinition> RegisterAsync(JobDefinitionSpec spec, CancellationToken cancellationToken)
    {
        var request = DefinitionPlanner.Translate(spec, _options);
        if (await FindAsync(new JobDefinitionReference(spec.Name), cancellationToken).ConfigureAwait(false) is { } latest
            && latest.ContentHash == request.Tags![AwsTags.ContentHash])
        {
            return latest;
        }

        var reply = await _wire.RegisterJobDefinitionAsync(request, cancellationToken).ConfigureAwait(false);
        return new JobDefinition
        {
            Name = reply.JobDefinitionName ?? spec.Name,
            Revision = reply.Revision ?? 1,
            Job = spec.Job,
            IsActive = true,
            Labels = spec.Labels,
            ContentHash = request.Tags![AwsTags.ContentHash],
            NativeId = reply.JobDefinitionArn,
        };
    }

    public async Task DeregisterAsync(string name, int revision, CancellationToken cancellationToken)
    {
        var reference = new JobDefinitionReference(name, revision);
        var found = await FindAsync(reference, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("job definition", reference.ToString());
        if (found.IsActive)
        {
            await _wire.DeregisterJobDefinitionAsync(new DeregisterJobDefinitionRequest { JobDefinition = reference.ToString() }, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<JobDefinition?> FindAsync(JobDefinitionReference reference, CancellationToken cancellationToken)
    {
        (JobDefinitionDetail Definition, JsonElement? Native)? latest = null;
        string? token = null;
        do
        {
            var reply = await _wire.DescribeJobDefinitionsAsync(
                reference.Revision is null
                    ? new DescribeJobDefinitionsRequest { JobDefinitionName = reference.Name, Status = DefinitionMapper.Active, NextToken = token }
                    : new DescribeJobDefinitionsRequest { JobDefinitions = [reference.ToString()] },
                cancellationToken).ConfigureAwait(false);
            foreach (var pair in Pairs(reply))
            {
                if (latest is null || pair.Definition.Revision > latest.Value.Definition.Revision)
                {
                    latest = pair;
                }
            }

            token = reference.Revision is null && !string.IsNullOrEmpty(reply.NextToken) ? reply.NextToken : null;
        }
        while (token is not null);
        return latest is var (definition, native) ? DefinitionMapper.Map(definition, native) : null;
    }

    public async Task<Page<JobDefinition>> ListAsync(string? name, string? continuationToken, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeJobDefinitionsAsync(
            new DescribeJobDefinitionsRequest { JobDefinitionName = name, MaxResults = 100, NextToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        var definitions = Pairs(reply)
            .Where(pair => name is not null || !ContainerAssembler.IsOurs(pair.Definition.JobDefinitionName ?? string.Empty))
            .Select(pair => DefinitionMapper.Map(pair.Definition, pair.Native)).ToList();
        return new Page<JobDefinition>(definitions, string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken);
    }

    private static IEnumerable<(JobDefinitionDetail Definition, JsonElement? Native)> Pairs(DescribeJobDefinitionsResponse reply)
    {
        var native = reply.ReadItems("jobDefinitions");
        for (var place = 0; place < reply.JobDefinitions?.Count; place++)
        {
            yield return (reply.JobDefinitions[place], place < native.Count ? native[place] : null);
        }
    }
}
