using System.Buffers;
using System.Text.Json;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>Writes whole frames to a connection, in turn. Thread-safe.</summary>
/// <remarks>
/// A frame that was begun is either written to its end or the connection is useless: so nobody who merely stops waiting
/// can cut one off; only ending the connection does.
/// </remarks>
internal sealed class FrameWriter : IDisposable
{
    // Small bodies go out together with their head: one call of the system, one wake-up at the other end.
    private const int LargestJoined = 64 * 1024;

    private readonly Stream _stream;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public FrameWriter(Stream stream) => _stream = stream;

    /// <summary>Writes a frame.</summary>
    /// <param name="header">The head.</param>
    /// <param name="payload">The body; must not change before the task ends.</param>
    /// <param name="cancellationToken">Gives the turn up before a byte is written; afterwards it has no effect.</param>
    /// <exception cref="IOException">The frame was not written completely, and the other end will not act on it.</exception>
    public async Task WriteAsync(FrameHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(header, HostingJson.Default.FrameHeader);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await WriteInTurnAsync(head, payload).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task WriteInTurnAsync(byte[] head, ReadOnlyMemory<byte> payload)
    {
        var joined = payload.Length <= LargestJoined ? payload.Length : 0;
        var length = FrameFormat.PrefixLength + head.Length + joined;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            FrameFormat.WritePrefix(buffer, head.Length, payload.Length);
            head.CopyTo(buffer, FrameFormat.PrefixLength);
            payload.Slice(0, joined).CopyTo(buffer.AsMemory(FrameFormat.PrefixLength + head.Length));
            await _stream.WriteAsync(buffer.AsMemory(0, length), CancellationToken.None).ConfigureAwait(false);
            if (joined < payload.Length)
            {
                await _stream.WriteAsync(payload, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            // The environment of a job may hold secrets.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
