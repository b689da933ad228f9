using MultiBatch.Logs;

namespace MultiBatch.Emulators.Execution;

/// <summary>Runs the tasks of emulated jobs.</summary>
internal interface ITaskRunner : IAsyncDisposable
{
    /// <summary>Asks for a task to be run; returns at once.</summary>
    void Start(TaskRun run);

    /// <summary>Asks for a task to be ended, gently at first; returns at once. Its end is reported as any other.</summary>
    void Stop(TaskRun run);

    /// <summary>Reads on in the output of a task.</summary>
    /// <param name="run">The task.</param>
    /// <param name="stream">Output or error; a task that does not keep its errors apart has them in its output.</param>
    /// <param name="token">Where to go on; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TaskOutput> ReadAsync(TaskRun run, LogStreamKind stream, string? token, CancellationToken cancellationToken);
}
