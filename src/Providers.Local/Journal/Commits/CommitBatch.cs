using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Journal.Commits;

/// <summary>
/// The records of one group commit and everybody who waits for it. All members are used under the lock of the
/// <see cref="CommitQueue{TRecord}"/>, except <see cref="Lines"/>, which belongs to the writing thread once the batch is handed over.
/// </summary>
internal sealed class CommitBatch
{
    private TaskCompletionSource<bool>? _durable;
    private TaskCompletionSource<JournalCut>? _cut;

    public CommitBatch(LineBuffer lines)
    {
        Lines = lines;
    }

    /// <summary>The records.</summary>
    public LineBuffer Lines { get; }

    /// <summary>Whether the journal file is to end after this batch.</summary>
    public bool EndsFile => _cut is not null;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Lines.Length == 0 && !EndsFile;

    /// <summary>Completes when the records are durable.</summary>
    public Task WhenDurable() => (_durable ??= NewSource<bool>()).Task;

    /// <summary>Ends the journal file after this batch; completes when the next one is durable.</summary>
    public Task<JournalCut> WhenCut() => (_cut ??= NewSource<JournalCut>()).Task;

    /// <summary>Tells the waiters, also those that ask later.</summary>
    public void SetDurable() => (_durable ??= NewSource<bool>()).TrySetResult(true);

    /// <summary>Tells who asked for the end of the file.</summary>
    public void SetCut(JournalCut cut) => _cut?.TrySetResult(cut);

    /// <summary>Fails whatever is not done yet.</summary>
    public void SetFailed(Exception error)
    {
        Fail(_durable, error);
        Fail(_cut, error);
    }

    // Waiters must not run on the writing thread.
    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Fail<T>(TaskCompletionSource<T>? source, Exception error)
    {
        if (source is not null && source.TrySetException(error))
        {
            // A waiter that was cancelled has left; its error is nobody's unobserved exception.
            _ = source.Task.Exception;
        }
    }
}
