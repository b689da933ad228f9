using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>One run of a task on a node, with the retries that follow in place.</summary>
internal sealed class RunEntry
{
    public required NodeEntry Node { get; init; }

    public TaskRun? Process { get; set; }

    /// <summary>Why it is being ended; null when it ends by itself.</summary>
    public RunStop? Stop { get; set; }

    /// <summary>The next thing that happens to it by itself: its start, its time limit.</summary>
    public AgendaEntry? Next { get; set; }

    /// <summary>Whether files are being fetched or stored for it.</summary>
    public bool IsStaging { get; set; }

    public AgendaEntry? Reclaim { get; set; }
}
