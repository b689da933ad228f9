using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>The running processes of this machine, as far as this user may see them.</summary>
internal interface IProcessTable
{
    /// <summary>Names the current run of the operating system.</summary>
    string BootId { get; }

    /// <summary>Whether a process exists and is not merely waiting to be collected, with its start time.</summary>
    bool TryGetStartTime(int processId, out long startTime);

    /// <summary>Whether there is no process of this id that still executes. A zombie does not execute.</summary>
    bool HasEnded(int processId);

    /// <summary>The mark of an attempt (<see cref="Variables.AttemptEnvironment.MarkName"/>) that a process carries, or null.</summary>
    string? FindMark(int processId);

    /// <summary>Whether a process is the one that leads this attempt, and not another one that got its process id.</summary>
    bool Leads(int processId, AttemptPaths attempt);

    /// <summary>
    /// Whether a process has a child that executes another command than itself, which a child does that was only just forked; null when that
    /// cannot be seen here.
    /// </summary>
    bool? HasStartedAnother(int processId);

    /// <summary>All process ids.</summary>
    IEnumerable<int> List();
}
