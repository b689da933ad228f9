using System.Collections.Concurrent;
using MultiBatch.Environments;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Queues;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// Reads queues and their environments for plans. Ten thousand plans of one operation read a queue once: what was read counts for some seconds, or
/// until this provider changes it.
/// </summary>
internal sealed class QueueFactsReader
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly IAwsBatchWire _wire;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    public QueueFactsReader(IAwsBatchWire wire, TimeProvider clock)
    {
        _wire = wire;
        _clock = clock;
    }

    /// <summary>The queue; null when there is none.</summary>
    public async Task<QueueFacts?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(queue, out var kept) && _clock.GetElapsedTime(kept.ReadAt) < Lifetime && !kept.Facts.IsFaulted && !kept.Facts.IsCanceled)
        {
            return await kept.Facts.ConfigureAwait(false);
        }

        var reading = ReadAsync(queue, cancellationToken);
        _kept[queue] = new Kept { Facts = reading, ReadAt = _clock.GetTimestamp() };
        return await reading.ConfigureAwait(false);
    }

    public void Forget() => _kept.Clear();

    public static EnvironmentFacts FactsOf(ComputeEnvironmentDetail environment) => new()
    {
        Name = environment.ComputeEnvironmentName!,
        Kind = EnvironmentKinds.KindOf(environment.Type, environment.ComputeResources?.Type) ?? EnvironmentKind.Managed,
        Purchase = environment.Type == EnvironmentKinds.Unmanaged ? null : EnvironmentKinds.PurchaseOf(environment.ComputeResources?.Type),
        IsEnabled = ResourceStatus.IsEnabled(environment.State) ?? true,
        Status = ResourceStatus.From(environment.Status),
        StatusReason = environment.StatusReason,
        MaxVCpus = environment.ComputeResources?.MaxvCpus,
        InstanceTypes = environment.ComputeResources?.InstanceTypes ?? [],
    };

    private async Task<QueueFacts?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await _wire.DescribeJobQueuesAsync(new DescribeJobQueuesRequest { JobQueues = [name] }, cancellationToken).ConfigureAwait(false);
        if (reply.JobQueues?.FirstOrDefault(found => found.Status != ResourceStatus.Deleted) is not { } queue)
        {
            return null;
        }

        var names = (queue.ComputeEnvironmentOrder ?? []).OrderBy(entry => entry.Order).Select(entry => Arn.NameOf(entry.ComputeEnvironment ?? string.Empty)).ToList();
        var environments = names.Count == 0
            ? []
            : (await _wire.DescribeComputeEnvironmentsAsync(new DescribeComputeEnvironmentsRequest { ComputeEnvironments = names }, cancellationToken).ConfigureAwait(false))
                .ComputeEnvironments ?? [];
        return new QueueFacts
        {
            Name = queue.JobQueueName ?? name,
            IsEnabled = ResourceStatus.IsEnabled(queue.State) ?? true,
            Status = ResourceStatus.From(queue.Status),
            StatusReason = queue.StatusReason,
            HasSchedulingPolicy = !string.IsNullOrEmpty(queue.SchedulingPolicyArn),
            Environments = names
                .Select(environment => environments.FirstOrDefault(found => found.ComputeEnvironmentName == environment))
                .OfType<ComputeEnvironmentDetail>()
                .Select(FactsOf)
                .ToList(),
        };
    }

    private sealed class Kept
    {
        public required Task<QueueFacts?> Facts { get; init; }

        public required long ReadAt { get; init; }
    }
}
