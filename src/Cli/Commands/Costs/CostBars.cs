using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>A bar for each provider: as long as its total, with the range up to its high as a thin line.</summary>
internal static class CostBars
{
    private const int Widest = 60;

    public static void Write(CliHost host, IReadOnlyList<ProviderCosts> providers)
    {
        var rows = providers.Select(provider => provider.Best!).ToList();
        if (rows.Count < 2)
        {
            return;
        }

        var name = rows.Max(row => row.Machine.Provider.Length);
        var room = Math.Min(Widest, Math.Max(20, host.Width - name - 14));
        // A range that goes far beyond every total would press the totals, which are what is compared, into nothing.
        var end = Math.Min(rows.Max(row => row.HighCost ?? row.TotalCost), rows.Max(row => row.TotalCost) * 2);
        foreach (var row in rows)
        {
            var bar = Length(row.TotalCost, end, room);
            var high = row.HighCost is { } most ? Length(Math.Min(most, end), end, room) : bar;
            var text = new string('█', Math.Max(1, bar)) + new string('─', Math.Max(0, high - bar)) + (row.HighCost > end ? "›" : string.Empty);
            host.Out.WriteLine($"{row.Machine.Provider.PadRight(name)}  {(host.OutIsTerminal && host.Colors && ReferenceEquals(row, rows[0]) ? CellColor.Good.Paint(text) : text)} {CostWords.Dollars(row.TotalCost)}");
        }
    }

    private static int Length(decimal amount, decimal end, int room) => end == 0 ? 0 : (int)Math.Round(amount / end * room);
}
