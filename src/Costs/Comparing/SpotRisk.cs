using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>
/// What retries on spot cost. A machine is taken back at any moment with the same chance, and a task that is lost starts anew; so a task of d hours at h losses an
/// hour runs for (e^(hd) - 1) / h hours in all.
/// </summary>
internal sealed class SpotRisk
{
    private const double HoursOfMonth = 730;

    private SpotRisk(double losses, decimal spotFactor, decimal onDemandFactor)
    {
        Losses = losses;
        SpotFactor = spotFactor;
        OnDemandFactor = onDemandFactor;
    }

    /// <summary>Expected losses of a task.</summary>
    public double Losses { get; }

    /// <summary>Hours on spot, in times of the task's own.</summary>
    public decimal SpotFactor { get; }

    /// <summary>Hours on demand, in times of the task's own.</summary>
    public decimal OnDemandFactor { get; }

    public static SpotRisk Of(Purchase purchase, InterruptionClass interruption, TimeSpan duration)
    {
        if (purchase.Kind == PurchaseKind.OnDemand)
        {
            return new SpotRisk(0, 0, 1);
        }

        var hours = duration.TotalHours;
        var exponent = Math.Min(50, HourlyRate(interruption) * hours);
        if (purchase.Kind == PurchaseKind.Spot)
        {
            // Beyond a thousand losses a task never ends on spot; the figure says so and stays a figure.
            var factor = Math.Min(1000, (Math.Exp(exponent) - 1) / exponent);
            return new SpotRisk(Math.Min(1000, Math.Exp(exponent) - 1), Rounded(factor), 0);
        }

        var survives = Math.Exp(-exponent);
        var attempts = purchase.SpotAttempts!.Value;
        var lost = 1 - survives;
        var expectedAttempts = Enumerable.Range(0, attempts).Sum(attempt => Math.Pow(lost, attempt));
        return new SpotRisk(lost * expectedAttempts, Rounded(expectedAttempts * lost / exponent), Rounded(Math.Pow(lost, attempts)));
    }

    /// <summary>The middle of the class, as losses an hour.</summary>
    public static double HourlyRate(InterruptionClass interruption)
    {
        var monthly = interruption switch
        {
            InterruptionClass.Below5Percent => 0.025,
            InterruptionClass.From5To10Percent => 0.075,
            InterruptionClass.From15To20Percent => 0.175,
            InterruptionClass.Above20Percent => 0.25,
            _ => 0.125,
        };
        return -Math.Log(1 - monthly) / HoursOfMonth;
    }

    private static decimal Rounded(double factor) => decimal.Round((decimal)factor, 9);
}
