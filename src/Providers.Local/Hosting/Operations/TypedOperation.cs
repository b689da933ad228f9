using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Hosting.Operations;

/// <summary>An operation with the types of its two messages.</summary>
internal sealed class TypedOperation<TRequest, TReply> : EngineOperation
{
    private readonly JsonTypeInfo<TRequest> _request;
    private readonly JsonTypeInfo<TReply> _reply;

    /// <param name="name">The name in a request.</param>
    /// <param name="changes">Whether it changes anything.</param>
    /// <param name="request">How the request is written.</param>
    /// <param name="reply">How the reply is written.</param>
    /// <param name="invoke">Calls the engine.</param>
    public TypedOperation(
        string name,
        bool changes,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TReply> reply,
        Func<ILocalEngine, TRequest, CancellationToken, Task<TReply>> invoke)
        : base(name, changes)
    {
        _request = request;
        _reply = reply;
        InvokeAsync = invoke;
    }

    /// <summary>Calls an engine of this process.</summary>
    public Func<ILocalEngine, TRequest, CancellationToken, Task<TReply>> InvokeAsync { get; }

    /// <summary>The same operation, carried out by something else.</summary>
    public TypedOperation<TRequest, TReply> With(Func<ILocalEngine, TRequest, CancellationToken, Task<TReply>> invoke) =>
        new(Name, Changes, _request, _reply, invoke);

    public byte[] WriteRequest(TRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, _request);

    public TReply ReadReply(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, _reply) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw HostingErrors.Unreadable("answer", Name, Changes ? BatchEffect.Applied : BatchEffect.None, error);
        }
    }

    public override async Task<byte[]> HandleAsync(ILocalEngine engine, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var reply = await InvokeAsync(engine, ReadRequest(payload), cancellationToken).ConfigureAwait(false);
        return JsonSerializer.SerializeToUtf8Bytes(reply, _reply);
    }

    private TRequest ReadRequest(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, _request) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw HostingErrors.Unreadable("request", Name, BatchEffect.None, error);
        }
    }
}
