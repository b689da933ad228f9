using System.Globalization;
using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>
/// How much of a machine's advertised memory a job cannot have: firmware, kernel and agents take some. AWS Batch never places a job that asks for more
/// than what is left; it waits for ever. In text <c>auto</c>, <c>0</c> or a share as <c>7%</c> and <c>0.07</c>.
/// </summary>
public sealed class MemoryMargin
{
    private MemoryMargin(decimal? share) => Share = share;

    /// <summary>
    /// Measured where somebody measured it, else 7 %, at least 256 MiB and at most a fifth, and on AWS 32 MiB more for the agent.
    /// </summary>
    public static MemoryMargin Auto { get; } = new(null);

    /// <summary>The advertised memory as it is.</summary>
    public static MemoryMargin None { get; } = new(0);

    /// <summary>The share that is taken, from 0 to below 1; null for <see cref="Auto"/>.</summary>
    public decimal? Share { get; }

    /// <summary>A share of one's own.</summary>
    /// <param name="share">From 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public static MemoryMargin Of(decimal share) =>
        share is >= 0 and < 1 ? new(share) : throw new ArgumentOutOfRangeException(nameof(share), share, "A margin goes from 0 to below 1.");

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is none of the forms.</exception>
    public static MemoryMargin Parse(string text)
    {
        var trimmed = (text ?? string.Empty).Trim();
        if (string.Equals(trimmed, "auto", StringComparison.OrdinalIgnoreCase))
        {
            return Auto;
        }

        var isPercent = trimmed.EndsWith('%');
        return decimal.TryParse(trimmed.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && (isPercent ? number / 100 : number) is >= 0 and < 1 and var share
            ? Of(share)
            : throw new FormatException($"'{text}' is no memory margin; write auto, 0, or a share such as 7%.");
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Share is { } share ? (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + (share == 0 ? string.Empty : "%") : "auto";

    internal long UsableBytes(MachineType machine) => Share switch
    {
        null => machine.UsableMemory.Bytes,
        0 => machine.Memory.Bytes,
        { } share => (long)(machine.Memory.Bytes * (1 - share)),
    };
}
