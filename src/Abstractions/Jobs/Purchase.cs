using System.Globalization;

namespace MultiBatch.Jobs;

/// <summary>How the machine of a job is bought. In text: <c>on-demand</c>, <c>spot</c> or <c>spot-then-on-demand:N</c>.</summary>
public sealed record Purchase
{
    private const string SpotThenOnDemandText = "spot-then-on-demand";

    private Purchase(PurchaseKind kind, int? spotAttempts)
    {
        Kind = kind;
        SpotAttempts = spotAttempts;
    }

    /// <summary>At the full price; not taken back.</summary>
    public static Purchase OnDemand { get; } = new(PurchaseKind.OnDemand, null);

    /// <summary>At a lower price; may be taken back at any time.</summary>
    public static Purchase Spot { get; } = new(PurchaseKind.Spot, null);

    /// <summary>The way to buy.</summary>
    public PurchaseKind Kind { get; }

    /// <summary>With <see cref="PurchaseKind.SpotThenOnDemand"/>: how many attempts are on spot, from 1 to 9. Otherwise null.</summary>
    public int? SpotAttempts { get; }

    /// <summary>
    /// Spot first; once <paramref name="spotAttempts"/> attempts were lost to pre-emption or a lost host, on demand.
    /// A failure of the task itself never moves a job to on-demand.
    /// </summary>
    /// <param name="spotAttempts">Attempts on spot, from 1 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public static Purchase SpotThenOnDemand(int spotAttempts = 1) =>
        spotAttempts is >= 1 and <= 9
            ? new(PurchaseKind.SpotThenOnDemand, spotAttempts)
            : throw new ArgumentOutOfRangeException(nameof(spotAttempts), spotAttempts, "Spot attempts go from 1 to 9.");

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is none of the three forms.</exception>
    public static Purchase Parse(string text) =>
        TryParse(text, out var purchase) ? purchase! : throw new FormatException(
            $"'{text}' is not a way to buy; write on-demand, spot or {SpotThenOnDemandText}:N with N from 1 to 9.");

    /// <summary>Reads the text form without throwing.</summary>
    public static bool TryParse(string? text, out Purchase? purchase)
    {
        var trimmed = (text ?? string.Empty).Trim();
        purchase = trimmed.ToLowerInvariant() switch
        {
            "on-demand" or "ondemand" => OnDemand,
            "spot" => Spot,
            SpotThenOnDemandText => SpotThenOnDemand(),
            _ => null,
        };

        if (purchase is null
            && trimmed.StartsWith(SpotThenOnDemandText + ":", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(trimmed.AsSpan(SpotThenOnDemandText.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts)
            && attempts is >= 1 and <= 9)
        {
            purchase = SpotThenOnDemand(attempts);
        }

        return purchase is not null;
    }

    /// <summary>The text form; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => Kind switch
    {
        PurchaseKind.OnDemand => "on-demand",
        PurchaseKind.Spot => "spot",
        _ => SpotThenOnDemandText + ":" + SpotAttempts!.Value.ToString(CultureInfo.InvariantCulture),
    };
}
