namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>
/// The one thread that may touch the engine's state: takes what others post, in order, many at a time. After each turn comes what
/// follows from it (starting what can start), then a wait for the disk, then the replies. The wait does not hold up the next turn.
/// </summary>
/// <remarks>
/// A thread of its own, because the pool's threads spin before they sleep: with thousands of short turns a second that takes the processors
/// from the tasks. It never waits for anything but work.
/// </remarks>
internal sealed class EngineLoop
{
    private const int LongestTurn = 512;

    private readonly object _gate = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _flush;
    private readonly Action _afterTurn;
    private readonly Action<Exception> _onFault;
    private List<Action> _posted = [];
    private List<IReply> _replies = [];
    private bool _isWaiting;
    private bool _isComplete;

    /// <param name="flush">Completes when everything recorded so far is durable.</param>
    /// <param name="afterTurn">Does what follows from a turn.</param>
    /// <param name="onFault">Told of what an action or <paramref name="afterTurn"/> threw.</param>
    public EngineLoop(Func<Task> flush, Action afterTurn, Action<Exception> onFault)
    {
        _flush = flush;
        _afterTurn = afterTurn;
        _onFault = onFault;
    }

    /// <summary>Begins; completes after <see cref="Complete"/>, once everything posted is done.</summary>
    public Task RunAsync()
    {
        new Thread(Run) { IsBackground = true, Name = "MultiBatch engine" }.Start();
        return _ended.Task;
    }

    /// <summary>Posts something to be done. What is posted after <see cref="Complete"/> is dropped.</summary>
    public void Post(Action action) => _ = TryPost(action);

    /// <summary>
    /// Does a command on the loop and gives its result once it, and everything it may have seen, is durable.
    /// </summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unavailable"/> when the engine is ending.</exception>
    public Task<T> AskAsync<T>(Func<T> command, CancellationToken cancellationToken) =>
        Ask(new Reply<T>(), command, reply => _replies.Add(reply), cancellationToken);

    /// <summary>Does a command on the loop and gives its result at once, whatever has reached the disk.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unavailable"/> when the engine is ending.</exception>
    public Task<T> AskNowAsync<T>(Func<T> command, CancellationToken cancellationToken) =>
        Ask(new Reply<T>(), command, reply => reply.Complete(), cancellationToken);

    /// <summary>Takes nothing more.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.Pulse(_gate);
        }
    }

    private static void Execute<T>(Func<T> command, Reply<T> reply, Action<IReply> whenDone)
    {
        try
        {
            reply.Result = command();
            whenDone(reply);
        }
        catch (BatchException error)
        {
            reply.Fail(error);
        }
        catch (Exception error)
        {
            reply.Fail(EngineErrors.Internal(error));
            throw;
        }
    }

    private bool TryPost(Action action)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                return false;
            }

            _posted.Add(action);
            if (_isWaiting)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    private Task<T> Ask<T>(Reply<T> reply, Func<T> command, Action<IReply> whenDone, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (!TryPost(() => Execute(command, reply, whenDone)))
        {
            return Task.FromException<T>(EngineErrors.Ending());
        }

        return cancellationToken.CanBeCanceled ? reply.Task.WaitAsync(cancellationToken) : reply.Task;
    }

    private void Run()
    {
        var taken = new List<Action>();
        while (Take(ref taken))
        {
            for (var done = 0; done < taken.Count; done++)
            {
                Guard(taken[done]);
                if (done + 1 == taken.Count || (done + 1) % LongestTurn == 0)
                {
                    EndTurn();
                }
            }

            taken.Clear();
        }

        _ended.TrySetResult(true);
    }

    /// <summary>Waits for something to do, and takes all of it.</summary>
    /// <param name="list">An empty list in, which later ones are gathered in.</param>
    /// <returns>False when nothing more will come.</returns>
    private bool Take(ref List<Action> list)
    {
        lock (_gate)
        {
            while (_posted.Count == 0)
            {
                if (_isComplete)
                {
                    return false;
                }

                _isWaiting = true;
                Monitor.Wait(_gate);
                _isWaiting = false;
            }

            (list, _posted) = (_posted, list);
            return true;
        }
    }

    private void EndTurn()
    {
        Guard(_afterTurn);
        if (_replies.Count > 0)
        {
            _ = ReplyAsync(_replies);
            _replies = [];
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // The loop must live: it is what tells everybody of the fault.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _onFault(error);
        }
    }

    private async Task ReplyAsync(List<IReply> replies)
    {
        BatchException? failure = null;
        try
        {
            await _flush().ConfigureAwait(false);
        }
        catch (BatchException error)
        {
            failure = error;
        }
        catch (ObjectDisposedException)
        {
            failure = EngineErrors.Ending();
        }

        foreach (var reply in replies)
        {
            if (failure is null)
            {
                reply.Complete();
            }
            else
            {
                reply.Fail(failure);
            }
        }
    }

    private interface IReply
    {
        void Complete();

        void Fail(BatchException error);
    }

    private sealed class Reply<T> : IReply
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Task => _source.Task;

        public T? Result { get; set; }

        public void Complete() => _source.TrySetResult(Result!);

        public void Fail(BatchException error) => _source.TrySetException(error);
    }
}
