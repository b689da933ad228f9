using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>What somebody should know before they believe a row.</summary>
internal static class RowNotes
{
    private const double NotableIdle = 0.5;

    public static IReadOnlyList<string> Of(PriceCatalogue catalogue, CostQuery query, Candidate candidate, CostRow row, DateTime now)
    {
        var notes = new List<string>();
        Add(notes, PriceAge.Note(row, now));
        Add(notes, row.Price.Note is { } note ? $"price: {note}" : null);
        var outlier = candidate.Purchase.Kind == PurchaseKind.OnDemand ? catalogue.OnDemandAt(candidate.Machine, candidate.At) : catalogue.SpotAt(candidate.At);
        Add(notes, outlier is { IsOutlier: true } ? "price far from its like: probably a fault of the data" : null);
        Add(notes, Whole(query, row));
        Add(notes, Memory(query, row));
        Add(notes, row.Machine.BatchSupported == false ? "not taken by the batch service" : null);
        Add(notes, (row.Machine.Traits & MachineTraits.Burstable) != 0 ? "burstable: slows down when its credits are used up" : null);
        Add(notes, row.BreakEven is { } times ? string.Create(CultureInfo.InvariantCulture, $"spot pays until a task takes {times:0.#} times its time") : null);
        foreach (var line in row.Lines.Where(line => line.Cost is null))
        {
            notes.Add($"{line.Name}: price not known, not in the total");
        }

        return notes;
    }

    private static string? Whole(CostQuery query, CostRow row)
    {
        if (row.Machine.Gpus > 0 && row.IdleShare >= NotableIdle && (query.Requirements.Gpus > 0 || query.Requirements.GpuModel is not null))
        {
            return string.Create(CultureInfo.InvariantCulture, $"sold whole: {row.Machine.Gpus:0.##} GPUs are paid, {row.IdleShare:P0} of them idle");
        }

        return row.IdleShare >= NotableIdle ? string.Create(CultureInfo.InvariantCulture, $"{row.IdleShare:P0} of the vCPUs are paid and not asked for") : null;
    }

    private static string? Memory(CostQuery query, CostRow row)
    {
        var needed = query.Requirements.Memory.Bytes * row.TasksPerMachine;
        return needed <= row.Machine.UsableMemory.Bytes ? null
            : row.Machine.Provider == "aws" ? "asks for memory the machine may not have: AWS Batch then never starts it (--memory-margin auto)"
            : "asks for memory the machine may not have (--memory-margin auto)";
    }

    private static void Add(List<string> notes, string? note)
    {
        if (note is not null)
        {
            notes.Add(note);
        }
    }
}
