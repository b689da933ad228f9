using MultiBatch.Providers.Local.Hosting.Operations;

namespace MultiBatch.Providers.Local.Hosting.Server;

#pragma warning disable CA1001 // The source has no timer and no parent, so there is nothing to dispose of; and it may be cancelled at any time.
/// <summary>A request that a server works on.</summary>
internal sealed class RequestRun
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancellation = new();

    public RequestRun(long id, EngineOperation operation)
    {
        Id = id;
        Operation = operation;
    }

    public long Id { get; }

    public EngineOperation Operation { get; }

    /// <summary>Whether it was the client who gave it up, and not the server that ends.</summary>
    public bool IsCancelledByClient { get; private set; }

    public CancellationToken Token => _cancellation.Token;

    public void CancelByClient()
    {
        IsCancelledByClient = true;
        Cancel();
    }

    // Elsewhere: the callbacks belong to the engine.
    public void Cancel() => _ = _cancellation.CancelAsync();
}
