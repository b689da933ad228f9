using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Providers;

/// <summary>
/// A provider that can translate queues. One whose service also keeps them is an <see cref="IQueueProvider"/>; for one that only translates
/// the client keeps them and hands them over in <see cref="PlanRequest.Queue"/>.
/// </summary>
public interface IQueuePlanner
{
    /// <summary>Translates a queue, field by field, without changing anything.</summary>
    /// <param name="spec">The queue, or with <paramref name="update"/> the changes to one.</param>
    /// <param name="update">True for changes.</param>
    /// <param name="mode">Whether calls that read are allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken);
}
