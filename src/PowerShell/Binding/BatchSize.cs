using System.Globalization;

namespace MultiBatch.PowerShell.Binding;

/// <summary>A size in bytes that reads <c>16GiB</c> and converts to a number.</summary>
public sealed class BatchSize : IComparable, IEquatable<BatchSize>
{
    /// <summary>Creates a size.</summary>
    /// <param name="bytes">Bytes, not negative.</param>
    public BatchSize(long bytes) => Bytes = new ByteSize(bytes).Bytes;

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Whether two sizes are equal.</summary>
    public static bool operator ==(BatchSize? left, BatchSize? right) => left?.Bytes == right?.Bytes;

    /// <summary>Whether two sizes differ.</summary>
    public static bool operator !=(BatchSize? left, BatchSize? right) => left?.Bytes != right?.Bytes;

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    public static bool operator <(BatchSize? left, BatchSize? right) => Comparer<long>.Default.Compare(left?.Bytes ?? -1, right?.Bytes ?? -1) < 0;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    public static bool operator >(BatchSize? left, BatchSize? right) => right < left;

    /// <summary>Whether <paramref name="left"/> is smaller or equal.</summary>
    public static bool operator <=(BatchSize? left, BatchSize? right) => !(right < left);

    /// <summary>Whether <paramref name="left"/> is larger or equal.</summary>
    public static bool operator >=(BatchSize? left, BatchSize? right) => !(left < right);

    /// <summary>The bytes.</summary>
    public static implicit operator long(BatchSize size) => size?.Bytes ?? 0;

    /// <summary>The bytes.</summary>
    public long ToInt64() => Bytes;

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BatchSize other => Bytes.CompareTo(other.Bytes),
        string text => Bytes.CompareTo(ByteSize.Parse(text).Bytes),
        _ => Bytes.CompareTo(Convert.ToInt64(obj, CultureInfo.InvariantCulture)),
    };

    /// <inheritdoc/>
    public bool Equals(BatchSize? other) => other is not null && other.Bytes == Bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BatchSize size ? Equals(size) : obj is not null and not string && CompareTo(obj) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Bytes.GetHashCode();

    /// <summary>The size in the largest unit that shows it exactly, as <c>1536MiB</c>.</summary>
    public override string ToString() => new ByteSize(Bytes).ToString();

    internal static BatchSize? Of(ByteSize? size) => size is { } known ? new BatchSize(known.Bytes) : null;

    internal static ByteSize? ToSize(BatchSize? size) => size is null ? null : new ByteSize(size.Bytes);
}
