using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Diagnosing;

/// <summary>What is known of a job and of what it waits for.</summary>
internal sealed record DiagnosisFacts
{
    public required Job Job { get; init; }

    /// <summary>The native job: of an array, its first.</summary>
    public required JobDetail Detail { get; init; }

    /// <summary>The queue; null when it is gone.</summary>
    public QueueFacts? Queue { get; init; }

    /// <summary>The place of the job in its queue, from 0, as the service last counted; null when it is not among the first hundred or nobody knows.</summary>
    public int? Position { get; init; }

    /// <summary>The jobs waited for that have not succeeded.</summary>
    public IReadOnlyList<JobDetail> Dependencies { get; init; } = [];

    public required DateTimeOffset Now { get; init; }
}
