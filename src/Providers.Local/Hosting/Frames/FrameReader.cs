using System.Text.Json;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>Reads frames from a connection, one at a time. Holds no more than one frame.</summary>
internal sealed class FrameReader
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public FrameReader(Stream stream) => _stream = stream;

    /// <summary>Reads the head of the next frame, and how long its body is; null at the end of the connection.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    /// <exception cref="EndOfStreamException">The connection ended within a frame.</exception>
    public async ValueTask<(FrameHeader Header, int PayloadLength)?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        await BufferAsync(FrameFormat.PrefixLength, cancellationToken).ConfigureAwait(false);
        var (headerLength, payloadLength) = FrameFormat.ReadPrefix(_buffer.AsSpan(_start, FrameFormat.PrefixLength));
        _start += FrameFormat.PrefixLength;
        await BufferAsync(headerLength, cancellationToken).ConfigureAwait(false);
        var header = Parse(_buffer.AsSpan(_start, headerLength));
        _start += headerLength;
        return (header, payloadLength);
    }

    /// <summary>Reads the body that follows a head.</summary>
    public async ValueTask<byte[]> ReadPayloadAsync(int length, CancellationToken cancellationToken)
    {
        if (length == 0)
        {
            return [];
        }

        var payload = new byte[length];
        var buffered = Math.Min(length, _end - _start);
        Buffer.BlockCopy(_buffer, _start, payload, 0, buffered);
        _start += buffered;
        await _stream.ReadExactlyAsync(payload.AsMemory(buffered), cancellationToken).ConfigureAwait(false);
        return payload;
    }

    /// <summary>Reads a whole frame; null at the end of the connection.</summary>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is not var (header, length))
        {
            return null;
        }

        return new Frame(header, await ReadPayloadAsync(length, cancellationToken).ConfigureAwait(false));
    }

    private static FrameHeader Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HostingJson.Default.FrameHeader)
                ?? throw new InvalidDataException("The head of a frame is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The head of a frame is not readable.", error);
        }
    }

    private async ValueTask BufferAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new EndOfStreamException("The connection ended within a frame.");
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        var count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
