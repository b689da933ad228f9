using System.Globalization;

namespace MultiBatch;

/// <summary>
/// A size in bytes. All units are powers of 1024, as in PowerShell's <c>16GB</c> and in every batch service:
/// <c>GB</c> and <c>GiB</c> mean the same.
/// </summary>
public readonly struct ByteSize : IEquatable<ByteSize>, IComparable<ByteSize>
{
    private const long Kibi = 1024;

    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("TiB", Kibi * Kibi * Kibi * Kibi),
        ("GiB", Kibi * Kibi * Kibi),
        ("MiB", Kibi * Kibi),
        ("KiB", Kibi),
    ];

    /// <summary>Creates a size.</summary>
    /// <param name="bytes">Bytes, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public ByteSize(long bytes)
    {
        if (bytes < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A size cannot be negative.");
        }

        Bytes = bytes;
    }

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The size in MiB, rounded up: what services that count in MiB are asked for.</summary>
    public long MebibytesRoundedUp => (Bytes / (Kibi * Kibi)) + (Bytes % (Kibi * Kibi) == 0 ? 0 : 1);

    /// <summary>Whether two sizes are equal.</summary>
    public static bool operator ==(ByteSize left, ByteSize right) => left.Bytes == right.Bytes;

    /// <summary>Whether two sizes differ.</summary>
    public static bool operator !=(ByteSize left, ByteSize right) => left.Bytes != right.Bytes;

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether <paramref name="left"/> is smaller or equal.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether <paramref name="left"/> is larger or equal.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>A size in MiB (1,048,576 bytes).</summary>
    public static ByteSize FromMebibytes(long mebibytes) => new(checked(mebibytes * Kibi * Kibi));

    /// <summary>A size in GiB (1,073,741,824 bytes); a fraction is rounded up to a whole byte.</summary>
    public static ByteSize FromGibibytes(double gibibytes) => new(checked((long)Math.Ceiling(gibibytes * Kibi * Kibi * Kibi)));

    /// <summary>Reads <c>16GiB</c>, <c>16 GB</c>, <c>512M</c>, <c>1.5g</c>, <c>800000B</c> or a bare number of bytes.</summary>
    /// <exception cref="FormatException">The text is no size; the message lists the accepted forms.</exception>
    public static ByteSize Parse(string text) =>
        TryParse(text, out var size, out var problem) ? size : throw new FormatException(problem);

    /// <summary>Reads a size as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, out ByteSize size) => TryParse(text, out size, out _);

    /// <summary>Reads a size as <see cref="Parse"/> does and says what is wrong when it cannot.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size, or zero.</param>
    /// <param name="problem">What is wrong and which forms are accepted; null on success.</param>
    public static bool TryParse(string? text, out ByteSize size, out string? problem)
    {
        size = default;
        var trimmed = (text ?? string.Empty).Trim();
        var split = 0;
        while (split < trimmed.Length && (trimmed[split] is >= '0' and <= '9' or '.'))
        {
            split++;
        }

        var suffix = trimmed.Substring(split).Trim();
        var factor = FactorOf(suffix);
        if (factor is null || !decimal.TryParse(trimmed.AsSpan(0, split), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            problem = $"'{text}' is not a size; write a number with a unit, such as 512MiB, 16GiB or 1.5TiB (GB means GiB).";
            return false;
        }

        if (suffix.Length == 0 && number is > 0 and < 1_048_576)
        {
            // "memory: 4" is a forgotten unit far more often than four bytes.
            problem = $"'{text}' has no unit and would mean {trimmed} bytes; write a unit, such as {trimmed}GiB, {trimmed}MiB or {trimmed}B.";
            return false;
        }

        // Compared before it is multiplied too: the product may be more than a decimal can hold.
        if (number > (decimal)long.MaxValue / factor.Value || Math.Ceiling(number * factor.Value) > long.MaxValue)
        {
            problem = $"'{text}' is too large; the largest size is {long.MaxValue} bytes.";
            return false;
        }

        size = new ByteSize((long)Math.Ceiling(number * factor.Value));
        problem = null;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ByteSize other) => Bytes == other.Bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteSize other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Bytes.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The size in the largest unit that shows it exactly, for example <c>1536MiB</c>; <see cref="Parse"/> reads it back.</summary>
    public override string ToString()
    {
        foreach (var (suffix, factor) in Units)
        {
            if (Bytes >= factor && Bytes % factor == 0)
            {
                return (Bytes / factor).ToString(CultureInfo.InvariantCulture) + suffix;
            }
        }

        return Bytes.ToString(CultureInfo.InvariantCulture) + "B";
    }

    /// <summary>
    /// The size for people to read, rounded to one decimal in the largest unit it reaches: <c>23.5GiB</c>. Not exact; <see cref="ToString"/> is.
    /// </summary>
    public string ToRoundedString()
    {
        foreach (var (suffix, factor) in Units)
        {
            if (Bytes >= factor)
            {
                return ((double)Bytes / factor).ToString("0.#", CultureInfo.InvariantCulture) + suffix;
            }
        }

        return ToString();
    }

    private static long? FactorOf(string suffix) => suffix.ToUpperInvariant() switch
    {
        "" or "B" => 1,
        "K" or "KB" or "KIB" => Kibi,
        "M" or "MB" or "MIB" => Kibi * Kibi,
        "G" or "GB" or "GIB" => Kibi * Kibi * Kibi,
        "T" or "TB" or "TIB" => Kibi * Kibi * Kibi * Kibi,
        _ => null,
    };
}
