using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Cli.Commands.Demo;

/// <summary>What the demo did on one connection.</summary>
internal sealed class DemoRow
{
    public required string Connection { get; init; }

    public required IReadOnlyList<JobPlan> Plans { get; init; }

    public required Job Array { get; init; }

    public required Job Verify { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the verifying job printed; null when it did not get that far.</summary>
    public string? Digest { get; init; }

    public int Total => (Array.ArraySize ?? 1) + 1;

    /// <summary>Children and jobs that succeeded.</summary>
    public int Ended => (Array.Children?[JobState.Succeeded] ?? 0) + (Verify.State == JobState.Succeeded ? 1 : 0);

    public bool Succeeded => Ended == Total && Digest is not null;
}
