namespace MultiBatch.Providers.Local.Processes;

/// <summary>
/// A few threads that start attempts, because each start blocks its thread. The thread pool would answer with more threads,
/// and its idle threads spin, which on a small machine takes the processors from the jobs themselves.
/// </summary>
internal sealed class LaunchCrew : IDisposable
{
    private const int ThreadStackSize = 512 * 1024;

    private readonly Queue<Action> _work = new();
    private readonly Thread[] _threads;
    private bool _closed;

    /// <param name="size">The number of threads; two keep two processors busy, and more rarely help.</param>
    public LaunchCrew(int size)
    {
        _threads = new Thread[size];
        for (var i = 0; i < size; i++)
        {
            _threads[i] = new Thread(Run, ThreadStackSize) { IsBackground = true, Name = "MultiBatch starts" };
            _threads[i].Start();
        }
    }

    /// <summary>Does the work on one of the threads, first come, first served. The work must not throw.</summary>
    /// <exception cref="ObjectDisposedException">The crew was dismissed.</exception>
    public void Post(Action work)
    {
        lock (_work)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _work.Enqueue(work);
            Monitor.Pulse(_work);
        }
    }

    /// <summary>Waits for the work that was posted, then ends the threads.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _closed = true;
            Monitor.PulseAll(_work);
        }

        foreach (var thread in _threads)
        {
            if (thread != Thread.CurrentThread)
            {
                thread.Join();
            }
        }
    }

    private void Run()
    {
        while (Take() is { } work)
        {
            work();
        }
    }

    private Action? Take()
    {
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (_closed)
                {
                    return null;
                }

                Monitor.Wait(_work);
            }

            return _work.Dequeue();
        }
    }
}
