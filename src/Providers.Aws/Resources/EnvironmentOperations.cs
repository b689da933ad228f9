using MultiBatch.Environments;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Shared.Waiting;

namespace MultiBatch.Providers.Aws.Resources;

/// <summary>Compute environments. Deleting one takes three steps that the service wants in order: no queue uses it, it is disabled, it is deleted.</summary>
internal sealed class EnvironmentOperations
{
    private static readonly TimeSpan LongestDisable = TimeSpan.FromMinutes(5);

    private readonly IAwsBatchWire _wire;
    private readonly AwsBatchOptions _options;
    private readonly ResourcePause _pause;

    public EnvironmentOperations(IAwsBatchWire wire, AwsBatchOptions options, TimeProvider clock)
    {
        _wire = wire;
        _options = options;
        _pause = new ResourcePause(clock);
    }

    public async Task<ComputeEnvironment> CreateAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        var reply = await _wire.CreateComputeEnvironmentAsync(new EnvironmentPlanner(spec, null, isUpdate: false, _options).Create(), cancellationToken).ConfigureAwait(false);

        // The service may take a moment to show what it has accepted.
        return await FindAsync(spec.Name, cancellationToken).ConfigureAwait(false)
            ?? new ComputeEnvironment { Spec = spec, Status = EnvironmentStatus.Creating, NativeId = reply.ComputeEnvironmentArn };
    }

    public async Task<ComputeEnvironment> UpdateAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        var (current, _) = await DescribeAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("environment", changes.Name);
        var before = EnvironmentMapper.Map(current, null);
        var request = new EnvironmentPlanner(changes, before.Spec, isUpdate: true, _options).Update();
        if (request != new UpdateComputeEnvironmentRequest { ComputeEnvironment = changes.Name })
        {
            await _wire.UpdateComputeEnvironmentAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (changes.Labels is { } labels)
        {
            await new TagChanger(_wire).ChangeAsync(current.ComputeEnvironmentArn!, current.Tags, labels, cancellationToken).ConfigureAwait(false);
        }

        return await FindAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? before;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var (environment, _) = await DescribeAsync(name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("environment", name);
        if (await FindUserAsync(environment, cancellationToken).ConfigureAwait(false) is { } queue)
        {
            throw ResourceErrors.Conflict(name, $"The queue '{queue}' uses the environment '{name}'. Delete the queue first, or take the environment out of it.");
        }

        if (environment.State != ResourceStatus.Disabled)
        {
            await _wire.UpdateComputeEnvironmentAsync(
                new UpdateComputeEnvironmentRequest { ComputeEnvironment = name, State = ResourceStatus.Disabled }, cancellationToken).ConfigureAwait(false);
        }

        // The service deletes what is disabled and at rest, nothing else.
        await _pause.UntilAsync(
            async () => await DescribeAsync(name, cancellationToken).ConfigureAwait(false) is not var (seen, _) ? null
                : seen.State == ResourceStatus.Disabled && seen.Status is "VALID" or "INVALID" or "DELETING" ? null
                : seen.Status ?? "UPDATING",
            LongestDisable,
            (status, after) => ResourceErrors.Unsettled("environment", name, status, after),
            cancellationToken).ConfigureAwait(false);
        await _wire.DeleteComputeEnvironmentAsync(new DeleteComputeEnvironmentRequest { ComputeEnvironment = name }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ComputeEnvironment?> FindAsync(string name, CancellationToken cancellationToken) =>
        await DescribeAsync(name, cancellationToken).ConfigureAwait(false) is var (environment, native) ? EnvironmentMapper.Map(environment, native) : null;

    public async Task<Page<ComputeEnvironment>> ListAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeComputeEnvironmentsAsync(
            new DescribeComputeEnvironmentsRequest { MaxResults = 100, NextToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        var native = reply.ReadItems("computeEnvironments");
        var environments = (reply.ComputeEnvironments ?? [])
            .Select((environment, place) => (environment, native: place < native.Count ? native[place] : (System.Text.Json.JsonElement?)null))
            .Where(pair => pair.environment.Status != ResourceStatus.Deleted)
            .Select(pair => EnvironmentMapper.Map(pair.environment, pair.native)).ToList();
        return new Page<ComputeEnvironment>(environments, string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken);
    }

    /// <summary>What plans of queues have to know of environments; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<EnvironmentFacts>> GetFactsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var reply = await _wire.DescribeComputeEnvironmentsAsync(
            new DescribeComputeEnvironmentsRequest { ComputeEnvironments = names.Distinct(StringComparer.Ordinal).Take(100).ToList() }, cancellationToken).ConfigureAwait(false);
        return (reply.ComputeEnvironments ?? []).Where(environment => environment.Status != ResourceStatus.Deleted).Select(QueueFactsReader.FactsOf).ToList();
    }

    private async Task<(ComputeEnvironmentDetail Environment, System.Text.Json.JsonElement? Native)?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeComputeEnvironmentsAsync(
            new DescribeComputeEnvironmentsRequest { ComputeEnvironments = [name] }, cancellationToken).ConfigureAwait(false);
        var native = reply.ReadItems("computeEnvironments");
        return reply.ComputeEnvironments is { Count: > 0 } all && all[0] is var found && found.Status != ResourceStatus.Deleted
            ? (found, native.Count > 0 ? native[0] : null)
            : null;
    }

    private async Task<string?> FindUserAsync(ComputeEnvironmentDetail environment, CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var reply = await _wire.DescribeJobQueuesAsync(new DescribeJobQueuesRequest { MaxResults = 100, NextToken = token }, cancellationToken).ConfigureAwait(false);
            var user = reply.JobQueues?.FirstOrDefault(queue => queue.Status is not (ResourceStatus.Deleted or "DELETING")
                && queue.ComputeEnvironmentOrder?.Any(entry =>
                    entry.ComputeEnvironment == environment.ComputeEnvironmentArn || entry.ComputeEnvironment == environment.ComputeEnvironmentName) == true);
            if (user is not null)
            {
                return user.JobQueueName;
            }

            token = string.IsNullOrEmpty(reply.NextToken) ? null : reply.NextToken;
        }
        while (token is not null);
        return null;
    }
}
