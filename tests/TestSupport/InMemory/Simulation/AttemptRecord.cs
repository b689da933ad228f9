using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Programs;
using MultiBatch.TestSupport.InMemory.Reading;

namespace MultiBatch.TestSupport.InMemory.Simulation;

internal sealed class AttemptRecord(int run, int number, AttemptOutput output)
{
    public int Run => run;

    public int Number => number;

    public AttemptOutput Output => output;

    public TaskRun? Program { get; set; }

    /// <summary>The gate the program waits for; null when it waits for none.</summary>
    public string? Gate { get; set; }

    public JobState State { get; set; } = JobState.Starting;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public TaskEnd? End { get; set; }

    public PurchaseKind Purchase { get; init; }

    public required string Machine { get; init; }

    public string? MachineType { get; init; }
}
