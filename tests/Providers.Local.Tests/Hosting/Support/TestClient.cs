using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Operations;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>One connection, as an engine.</summary>
internal sealed class TestClient : IEngineRelay, IAsyncDisposable
{
    public TestClient(EngineConnection connection)
    {
        Connection = connection;
        Engine = new RelayedEngine(this);
    }

    public EngineConnection Connection { get; }

    public ILocalEngine Engine { get; }

    public Task<TReply> InvokeAsync<TRequest, TReply>(
        TypedOperation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken) =>
        Connection.InvokeAsync(operation, request, cancellationToken).Soon();

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
