using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Cli.Input;

/// <summary>What a command line asks to submit: one job of options, or the jobs of a file and what they need.</summary>
internal sealed class JobInput
{
    public required IReadOnlyList<JobSpec> Jobs { get; init; }

    public IReadOnlyList<ComputeEnvironmentSpec> Environments { get; init; } = [];

    public IReadOnlyList<JobQueueSpec> Queues { get; init; } = [];

    public IReadOnlyList<JobDefinitionSpec> Definitions { get; init; } = [];

    /// <summary>True when the jobs come from a file.</summary>
    public bool IsFile { get; init; }
}
