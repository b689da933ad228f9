namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>
/// One line of a journal or snapshot: eight hexadecimal digits of CRC-32C, one mark, JSON without line breaks, a line feed.
/// The checksum covers the mark and the JSON.
/// </summary>
/// <remarks>
/// The mark tells an interrupted write from damage. A group commit is written only after the one before it was synced.
/// So a bad line with a valid <see cref="StartsCommit"/> or <see cref="Control"/> line after it was once safely on the disk:
/// that is damage and refused. A bad line with nothing of the kind after it belongs to the last write, which nobody was told is durable.
/// </remarks>
internal static class LineFormat
{
    /// <summary>The bytes before the JSON: checksum and mark.</summary>
    public const int PrefixLength = ChecksumLength + 1;

    /// <summary>The mark of the first record of a group commit.</summary>
    public const byte StartsCommit = (byte)'+';

    /// <summary>The mark of a record written together with the line before it.</summary>
    public const byte Follows = (byte)' ';

    /// <summary>The mark of a line about the file itself: its header or its end.</summary>
    public const byte Control = (byte)'#';

    /// <summary>What ends a line.</summary>
    public const byte Terminator = (byte)'\n';

    /// <summary>The longest JSON of one line; a longer one is refused when written and counts as damage when read.</summary>
    public const int MaxJsonLength = 64 * 1024 * 1024;

    private const int ChecksumLength = 8;

    /// <summary>Fills in the prefix of <paramref name="line"/>, whose JSON is already in place and whose terminator is not part of it.</summary>
    public static void WritePrefix(Span<byte> line, byte mark)
    {
        line[ChecksumLength] = mark;
        var crc = Crc32C.Compute(line.Slice(ChecksumLength));
        for (var digit = ChecksumLength - 1; digit >= 0; digit--)
        {
            var value = (int)(crc & 0xF);
            line[digit] = (byte)(value < 10 ? '0' + value : 'a' + value - 10);
            crc >>= 4;
        }
    }

    /// <summary>Whether <paramref name="line"/>, without its terminator, is intact.</summary>
    public static bool IsValid(ReadOnlySpan<byte> line) =>
        line.Length > PrefixLength
        && line[ChecksumLength] is StartsCommit or Follows or Control
        && TryReadChecksum(line, out var expected)
        && Crc32C.Compute(line.Slice(ChecksumLength)) == expected;

    /// <summary>
    /// Whether a line that proves an earlier sync is <paramref name="line"/> or is its end, which it is when the line feed
    /// in front of it was damaged.
    /// </summary>
    public static bool ProvesEarlierSync(ReadOnlySpan<byte> line)
    {
        for (var start = 0; line.Length - start > PrefixLength; start++)
        {
            var next = line.Slice(start + ChecksumLength).IndexOfAny(StartsCommit, Control);
            if (next < 0)
            {
                return false;
            }

            start += next;
            if (IsValid(line.Slice(start)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadChecksum(ReadOnlySpan<byte> line, out uint checksum)
    {
        checksum = 0;
        for (var index = 0; index < ChecksumLength; index++)
        {
            var digit = line[index] switch
            {
                >= (byte)'0' and <= (byte)'9' => line[index] - '0',
                >= (byte)'a' and <= (byte)'f' => line[index] - 'a' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            checksum = (checksum << 4) | (uint)digit;
        }

        return true;
    }
}
