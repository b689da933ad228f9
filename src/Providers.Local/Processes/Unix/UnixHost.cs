using System.Collections.Concurrent;
using MultiBatch.Providers.Local.Limits;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>What all attempts of one launcher share.</summary>
internal sealed class UnixHost : IDisposable
{
    public UnixHost(IProcessTable processes, IExitWatcher watcher, IResourceLimiter limiter, string shell, TimeProvider time, bool useChangeDirectory)
    {
        Processes = processes;
        Watcher = watcher;
        Limiter = limiter;
        Time = time;
        Spawner = new Spawner(useChangeDirectory);
        Shells = new Shells(Spawner, shell);
        Sweeper = new EscapeeSweeper(processes, time);
    }

    public IProcessTable Processes { get; }

    public IExitWatcher Watcher { get; }

    public IResourceLimiter Limiter { get; }

    public EscapeeSweeper Sweeper { get; }

    public Spawner Spawner { get; }

    public Shells Shells { get; }

    public TimeProvider Time { get; }

    /// <summary>The attempts that are watched; used as a set.</summary>
    public ConcurrentDictionary<UnixAttempt, bool> Running { get; } = new();

    public void Dispose()
    {
        Watcher.Dispose();
        foreach (var attempt in Running.Keys)
        {
            attempt.Abandon();
        }

        Sweeper.Dispose();
        Limiter.Dispose();
        Spawner.Dispose();
    }
}
