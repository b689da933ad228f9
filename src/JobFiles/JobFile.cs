using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.JobFiles;

/// <summary>
/// What a job file holds: jobs, which may name each other in <see cref="JobSpec.DependsOn"/>, and the environments, queues and definitions
/// they need. Immutable.
/// </summary>
public sealed record JobFile
{
    /// <summary>The jobs, in the order of the file. Those that have names have different ones. Default: none.</summary>
    public IReadOnlyList<JobFileEntry<JobSpec>> Jobs { get; init; } = [];

    /// <summary>The environments, in the order of the file, with different names. Default: none.</summary>
    public IReadOnlyList<JobFileEntry<ComputeEnvironmentSpec>> Environments { get; init; } = [];

    /// <summary>The queues, in the order of the file, with different names. Default: none.</summary>
    public IReadOnlyList<JobFileEntry<JobQueueSpec>> Queues { get; init; } = [];

    /// <summary>The definitions, in the order of the file, with different names. Default: none.</summary>
    public IReadOnlyList<JobFileEntry<JobDefinitionSpec>> Definitions { get; init; } = [];

    /// <summary>A job file of some jobs alone.</summary>
    public static JobFile Of(params JobSpec[] jobs) =>
        new() { Jobs = (jobs ?? throw new ArgumentNullException(nameof(jobs))).Select(job => new JobFileEntry<JobSpec>(job)).ToList().AsReadOnly() };
}
