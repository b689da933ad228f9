using Azure.Core;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>
/// The body of a request, which notes when it begins to be written: a request that failed before certainly did nothing, whatever the
/// platform says about how it failed.
/// </summary>
internal sealed class SentRequestContent(byte[] body) : RequestContent
{
    private volatile bool _isBegun;

    public bool IsBegun => _isBegun;

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        _isBegun = true;
        stream.Write(body, 0, body.Length);
    }

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        _isBegun = true;
        return stream.WriteAsync(body, 0, body.Length, cancellation);
    }

    public override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    public override void Dispose()
    {
        // Nothing is held.
    }
}
