using System.Buffers.Binary;

namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>
/// The form of a frame: 4 bytes with the length of what follows, 2 bytes with the length of the head (both big-endian),
/// the head as UTF-8 JSON, then the body.
/// </summary>
internal static class FrameFormat
{
    public const int PrefixLength = 6;
    public const int LargestHeader = 4096;

    /// <summary>
    /// The largest body. A submit of 10,000 jobs with 4 KiB each fits; more in one message would only hold other requests up.
    /// </summary>
    public const int LargestPayload = 64 * 1024 * 1024;

    private const int LengthSize = 4;

    public static void WritePrefix(Span<byte> target, int headerLength, int payloadLength)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, PrefixLength - LengthSize + headerLength + payloadLength);
        BinaryPrimitives.WriteUInt16BigEndian(target.Slice(LengthSize), checked((ushort)headerLength));
    }

    /// <summary>Reads the lengths of a frame's two parts.</summary>
    /// <exception cref="InvalidDataException">They are impossible: the other end does not speak this form.</exception>
    public static (int Header, int Payload) ReadPrefix(ReadOnlySpan<byte> prefix)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        int header = BinaryPrimitives.ReadUInt16BigEndian(prefix.Slice(LengthSize));
        var payload = (long)length - (PrefixLength - LengthSize) - header;
        return header is > 0 and <= LargestHeader && payload is >= 0 and <= LargestPayload
            ? (header, (int)payload)
            : throw new InvalidDataException($"A frame of {length} bytes with a head of {header} bytes is none of ours.");
    }
}
