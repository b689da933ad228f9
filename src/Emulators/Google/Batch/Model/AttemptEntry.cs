using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>One try of a task.</summary>
internal sealed class AttemptEntry
{
    /// <summary>The number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The machine, as <c>zones/Z/instances/I</c>.</summary>
    public required string Machine { get; init; }

    /// <summary>The step that comes next, or runs.</summary>
    public int Place { get; set; }

    /// <summary>The first error of a step; null while there was none.</summary>
    public int? ExitCode { get; set; }

    public AttemptStop? Stop { get; set; }

    /// <summary>The step that is waited for.</summary>
    public TaskRun? Foreground { get; set; }

    /// <summary>Steps that go on beside it.</summary>
    public List<TaskRun> Background { get; } = [];

    /// <summary>Whether the steps are done and only those beside them are left.</summary>
    public bool IsFinishing { get; set; }

    public bool IsAtBarrier { get; set; }

    /// <summary>Whether the step that runs has run too long.</summary>
    public bool IsStepOverdue { get; set; }

    /// <summary>Whether it counts among the processes at the same time.</summary>
    public bool HoldsSlot { get; set; }

    public AgendaEntry? Launch { get; set; }

    public AgendaEntry? Overdue { get; set; }

    public AgendaEntry? StepOverdue { get; set; }

    public AgendaEntry? Loss { get; set; }
}
