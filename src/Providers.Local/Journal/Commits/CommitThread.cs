namespace MultiBatch.Providers.Local.Journal.Commits;

/// <summary>
/// The one thread that writes: it takes what has gathered, writes it in one piece, syncs once and tells everybody who waits.
/// </summary>
/// <typeparam name="TRecord">One change of the state.</typeparam>
internal sealed class CommitThread<TRecord>
{
    private readonly CommitQueue<TRecord> _queue;
    private readonly JournalFile _file;
    private readonly long _fileSize;
    private readonly TaskCompletionSource<bool> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CommitThread(CommitQueue<TRecord> queue, JournalFile file, long fileSize)
    {
        _queue = queue;
        _file = file;
        _fileSize = fileSize;
    }

    /// <summary>Starts a thread, which then owns the queue's end and the file.</summary>
    /// <returns>Completes, never with an error, when the thread has ended: the queue was stopped, or a write failed.</returns>
    public static Task Start(CommitQueue<TRecord> queue, JournalFile file, long fileSize)
    {
        var thread = new CommitThread<TRecord>(queue, file, fileSize);
        new Thread(thread.Run) { IsBackground = true, Name = "MultiBatch journal" }.Start();
        return thread._stopped.Task;
    }

    private void Run()
    {
        try
        {
            while (_queue.Take() is { } batch)
            {
                Write(batch);
            }

            _file.End();
        }
#pragma warning disable CA1031 // Whatever went wrong, no waiter may hang and nothing may be acknowledged after it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _queue.Fail(error, _file.TryTakeBack() ? BatchEffect.None : BatchEffect.Unknown);
        }
        finally
        {
            _queue.Dispose();
            _file.Dispose();
            _stopped.TrySetResult(true);
        }
    }

    private void Write(CommitBatch batch)
    {
        if (batch.Lines.Length > 0)
        {
            _file.Commit(batch.Lines);
        }

        // Nobody waits for the next file but those who asked for it.
        _queue.SetDurable(batch);
        if (batch.EndsFile || _file.Length >= _fileSize)
        {
            _file.Rotate();
        }

        _queue.SetDone(batch, _file.Number);
    }
}
