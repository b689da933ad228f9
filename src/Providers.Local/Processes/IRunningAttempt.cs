namespace MultiBatch.Providers.Local.Processes;

/// <summary>An attempt that was started or adopted. Members may be called from any thread.</summary>
internal interface IRunningAttempt
{
    string AttemptId { get; }

    /// <summary>The process that leads the attempt (the shell, in <see cref="StartMode.Recorded"/>).</summary>
    int ProcessId { get; }

    /// <summary>
    /// Names that process for ever, for the journal; null once it has ended. Costs a look into the process table, and
    /// adoption does without it where processes carry the attempt's mark.
    /// </summary>
    ProcessIdentity? FindIdentity();

    /// <summary>
    /// Completes once, when the leading process has ended; after <see cref="Kill"/> only when no process of the attempt is
    /// left that can be found. Is cancelled when the launcher is disposed first: the job goes on.
    /// </summary>
    Task<ExitReport> Exit { get; }

    /// <summary>
    /// Asks every process of the attempt to end (SIGTERM). The caller waits as long as it likes, then calls <see cref="Kill"/>.
    /// </summary>
    /// <returns>False when the platform has no such request: then only <see cref="Kill"/> helps.</returns>
    bool Terminate();

    /// <summary>Ends every process of the attempt, also those that left its process group. Does not wait.</summary>
    void Kill();
}
