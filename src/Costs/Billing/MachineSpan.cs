using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>A time for which one machine was paid: its attempts, one after the other or side by side.</summary>
internal sealed class MachineSpan
{
    private readonly List<MachineUse> _uses = [];

    public static IEnumerable<MachineSpan> Of(IEnumerable<MachineUse> uses, TimeSpan keptFor)
    {
        MachineSpan? span = null;
        var end = DateTimeOffset.MinValue;
        foreach (var use in uses.OrderBy(use => use.StartedAt ?? DateTimeOffset.MaxValue))
        {
            if (span is null || !use.HasRun || !span._uses[0].HasRun || use.StartedAt > end + keptFor)
            {
                if (span is not null)
                {
                    yield return span;
                }

                span = new MachineSpan();
                end = DateTimeOffset.MinValue;
            }

            span._uses.Add(use);
            end = use.HasRun && use.EndedAt > end ? use.EndedAt!.Value : end;
        }

        if (span is not null)
        {
            yield return span;
        }
    }

    /// <summary>Shares what the machine cost among its attempts, by the time each ran.</summary>
    public IEnumerable<BilledAttempt> Bill(Func<MachineUse, (decimal? Price, DateTime? Date, string? Note)> priceOf)
    {
        if (!_uses[0].HasRun)
        {
            return _uses.Select(NotRun);
        }

        var first = _uses[0];
        var rules = BillingRules.Of(first.Provider, first.MachineType?.StartsWith("fargate", StringComparison.OrdinalIgnoreCase) == true ? MachineKind.Container : MachineKind.VirtualMachine);
        var ran = _uses.Max(use => use.EndedAt!.Value) - first.StartedAt!.Value;
        var isFree = first.Purchase == PurchaseKind.Spot && rules.FreeWhenTakenWithin > TimeSpan.Zero && ran < rules.FreeWhenTakenWithin && _uses.Exists(use => use.WasTakenBack);
        var seconds = isFree ? 0 : rules.BilledSeconds(ran);
        var all = _uses.Sum(use => use.Ran.Ticks);
        // Services that count in seconds report tasks that took no time: those share alike.
        return _uses.Select(use => Billed(use, all == 0 ? seconds / (decimal)_uses.Count : seconds * (decimal)use.Ran.Ticks / all, priceOf(use), isFree, rules, ran));
    }

    private static BilledAttempt Billed(
        MachineUse use, decimal seconds, (decimal? Price, DateTime? Date, string? Note) price, bool isFree, BillingRules rules, TimeSpan ran) => new()
        {
            Job = use.Job.Reference,
            Attempt = use.Attempt,
            Region = use.Region,
            MachineType = use.MachineType,
            Purchase = use.Purchase,
            Basis = use.Basis,
            BilledSeconds = seconds,
            HourlyPrice = price.Price,
            PriceDate = price.Date,
            Cost = isFree ? 0 : price.Price * seconds / 3600,
            Note = isFree ? $"taken back within {DurationText.Format(rules.FreeWhenTakenWithin)}: not billed"
                : price.Note ?? (ran < rules.Minimum ? $"billed for {DurationText.Format(rules.Minimum)}, the least there is" : null),
            IsLost = IsLost(use),
        };

    // It never had a machine, or still runs, or the service keeps no times.
    private static BilledAttempt NotRun(MachineUse use)
    {
        var isUnknown = use.StartedAt is not null || (use.Attempt.State.IsTerminal() && use.Attempt.Machine is not null);
        return new BilledAttempt
        {
            Job = use.Job.Reference,
            Attempt = use.Attempt,
            Region = use.Region,
            MachineType = use.MachineType,
            Purchase = use.Purchase,
            Basis = use.Basis,
            BilledSeconds = isUnknown ? null : 0,
            Cost = isUnknown ? null : 0,
            Note = isUnknown ? "its times are not known" : "never had a machine",
            IsLost = false,
        };
    }

    // An attempt that did not succeed and was followed by another.
    private static bool IsLost(MachineUse use) =>
        use.Attempt.State is JobState.Failed or JobState.Cancelled
        && use.Job.Attempts.Any(other => other.Run == use.Attempt.Run && other.Number > use.Attempt.Number);
}
