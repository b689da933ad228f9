using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Journal;

namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>What the parts of a running engine share. Belongs to the loop but for what says otherwise.</summary>
internal sealed class EngineCore
{
    private readonly StateJournal<StateChange, SnapshotItem> _journal;
    private readonly Action<Action> _post;
    private readonly TaskCompletionSource<bool> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BatchException? _failure;

    public EngineCore(
        EngineOptions options, MachineFacts machine, EngineState state, StateJournal<StateChange, SnapshotItem> journal, Action<Action> post)
    {
        Options = options;
        Machine = machine;
        State = state;
        _journal = journal;
        _post = post;
        Deadlines = new Deadlines(options.Time, post);
    }

    public EngineOptions Options { get; }

    public MachineFacts Machine { get; }

    public EngineState State { get; }

    public Deadlines Deadlines { get; }

    public TimeProvider Time => Options.Time;

    public ILogger Logger => Options.Logger;

    /// <summary>The wall clock, as exact as it is stored.</summary>
    public DateTimeOffset Now => Clock.Now(Time);

    /// <summary>Why nothing more is accepted; null while all is well. Safe from any thread.</summary>
    public BatchException? Failure => Volatile.Read(ref _failure) ?? _journal.Failure;

    /// <summary>Completes when <see cref="Fail"/> was called. Safe from any thread.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Nothing more is to be started: the engine ends, or has failed.</summary>
    public bool IsClosing { get; set; }

    /// <summary>
    /// Journals a change, then makes it. It is durable some milliseconds later, and always before anything that is committed after it; use
    /// <see cref="WhenDurable"/> where that must be waited for.
    /// </summary>
    /// <exception cref="BatchException">The change was not made: the journal has stopped, or the record is too long.</exception>
    public void Commit(StateChange change)
    {
        ThrowIfFailed();
        _journal.Append(change);
        State.Apply(change);
    }

    /// <summary>Does something on the loop once everything committed so far is durable; never, when the journal stops first.</summary>
    public void WhenDurable(Action action) => _ = WhenDurableAsync(action);

    /// <summary>Completes when everything committed so far is durable. Safe from any thread.</summary>
    public Task FlushAsync() => _journal.FlushAsync(CancellationToken.None);

    /// <summary>Brings something to the loop. Safe from any thread.</summary>
    public void Post(Action action) => _post(action);

    /// <exception cref="BatchException">The engine accepts nothing more.</exception>
    public void ThrowIfFailed()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Takes note that the engine cannot go on.</summary>
    public void Fail(Exception error)
    {
        var failure = error as BatchException ?? EngineErrors.Internal(error);
        if (Interlocked.CompareExchange(ref _failure, failure, null) is null)
        {
            EngineLog.Failed(Logger, error);
            _failed.TrySetResult(true);
        }

        IsClosing = true;
    }

    /// <summary>A place at which a test may let the engine die.</summary>
    public void Reach(string point) => Options.FailurePoint?.Invoke(point);

    private async Task WhenDurableAsync(Action action)
    {
        try
        {
            await FlushAsync().ConfigureAwait(false);
            Post(action);
        }
        catch (BatchException error)
        {
            Post(() => Fail(error));
        }
        catch (ObjectDisposedException)
        {
            // The engine ends; the next one settles it.
            Post(() => IsClosing = true);
        }
    }
}
