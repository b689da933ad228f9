using System.Net;

namespace MultiBatch.Shared.Http;

/// <summary>
/// The body of a request, which notes when it begins to be written: a request that failed before certainly did nothing, whatever the
/// platform says about how it failed.
/// </summary>
internal sealed class SentContent(byte[] body) : HttpContent
{
    private volatile bool _isBegun;

    public bool IsBegun => _isBegun;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _isBegun = true;
        return stream.WriteAsync(body, 0, body.Length);
    }

#if NET8_0_OR_GREATER
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isBegun = true;
        return stream.WriteAsync(body, 0, body.Length, cancellationToken);
    }
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
