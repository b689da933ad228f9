using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>What is paid beside machines, a line each. What is not asked for costs 0 and is shown as 0.</summary>
internal static class ExtraLines
{
    private const decimal GiB = 1024m * 1024 * 1024;
    private const decimal HoursOfMonth = 730;

    public static IReadOnlyList<CostLine> Of(PriceCatalogue catalogue, CostQuery query, string provider, string region, Schedule schedule)
    {
        var extras = query.Extras;
        return
        [
            Line("disk", ExtraKind.DiskGiBMonth, extras.DiskPerMachine.Bytes / GiB * schedule.Hours / HoursOfMonth),
            Line("publicAddress", ExtraKind.PublicAddressHour, extras.PublicAddress ? schedule.Hours : 0),
            Line("egress", ExtraKind.EgressGiB, extras.EgressPerTask.Bytes / GiB * query.Count),
            Line("logs", ExtraKind.LogGiB, extras.LogsPerTask.Bytes / GiB * query.Count),
        ];

        CostLine Line(string name, ExtraKind kind, decimal amount)
        {
            var price = amount == 0 ? null : catalogue.FindExtra(provider, kind, region);
            return new CostLine
            {
                Name = name,
                Cost = amount == 0 ? 0 : price is null ? null : amount * price.UnitPrice,
                PriceDate = price?.Origin.Date,
                PriceSource = price?.Origin.Name,
            };
        }
    }
}
