using MultiBatch.Environments;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;

namespace MultiBatch.Client.Tests.Fakes;

/// <summary>A service with these queues, which counts how often it is read.</summary>
internal sealed class FakeQueues(params JobQueueSpec[] queues) : IQueueProvider
{
    public string? Default { get; init; }

    public int Reads { get; private set; }

    public ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteQueueAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(queues.Where(queue => queue.Name == name).Select(Of).FirstOrDefault());
    }

    public Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(new Page<JobQueue>(queues.Select(Of).ToList(), null));
    }

    private JobQueue Of(JobQueueSpec spec) => new() { Spec = spec, Status = EnvironmentStatus.Ready, IsDefault = spec.Name == Default };
}
