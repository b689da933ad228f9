namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// Tells when a process has ended, without collecting it. Never waits for children in general: that would take the exit codes
/// of processes which the host of this library started.
/// </summary>
internal interface IExitWatcher : IDisposable
{
    /// <summary>
    /// Calls back once, on another thread, when the process has ended; a zombie has. A process that is not there has ended.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="isChild">Whether it is a child of this process that was not collected yet.</param>
    /// <param name="ended">Must be quick and must not throw.</param>
    void Watch(int processId, bool isChild, Action ended);
}
