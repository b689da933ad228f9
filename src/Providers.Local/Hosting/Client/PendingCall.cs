using MultiBatch.Providers.Local.Hosting.Frames;

namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>A request of a connection that has not been answered.</summary>
internal sealed class PendingCall
{
    private readonly TaskCompletionSource<Frame> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingCall(long id) => Id = id;

    public long Id { get; }

    /// <summary>Whether the request has been written as a whole, so that the engine may have acted on it. Guarded by the connection.</summary>
    public bool IsSent { get; set; }

    public Task<Frame> Answer => _answer.Task;

    public void Complete(Frame answer) => _answer.TrySetResult(answer);

    public void Fail(Exception error)
    {
        _answer.TrySetException(error);

        // A caller that has cancelled no longer looks at the error.
        _ = _answer.Task.Exception;
    }
}
