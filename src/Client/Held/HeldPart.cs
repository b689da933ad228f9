using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>What one segment means to one task: where it runs in it, and what it did before.</summary>
internal sealed record HeldPart
{
    public required HeldSegment Segment { get; init; }

    /// <summary>The attempts the task made in earlier segments.</summary>
    public required int AttemptsBefore { get; init; }

    /// <summary>The task at the service: the segment's job, or its child; null while the segment has none.</summary>
    public JobReference? Task { get; init; }

    /// <summary>The parts of a single job, in order.</summary>
    public static List<HeldPart> OfSingle(HeldRecord record) =>
        [.. record.Segments.Select(segment => new HeldPart { Segment = segment, AttemptsBefore = segment.AttemptsBefore?[0] ?? 0, Task = segment.Job })];

    /// <summary>The parts of a child, in order: the segments it runs in.</summary>
    public static List<HeldPart> OfChild(HeldRecord record, int index)
    {
        var parts = new List<HeldPart>(record.Segments.Count);
        foreach (var segment in record.Segments)
        {
            var position = segment.Indexes is null ? index : Find(segment.Indexes, index);
            if (position >= 0)
            {
                parts.Add(new HeldPart
                {
                    Segment = segment,
                    AttemptsBefore = segment.AttemptsBefore?[position] ?? 0,
                    Task = segment.Job?.Child(position),
                });
            }
        }

        return parts;
    }

    // Indexes are in order.
    private static int Find(IReadOnlyList<int> indexes, int index)
    {
        var (from, to) = (0, indexes.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (indexes[middle] == index)
            {
                return middle;
            }

            (from, to) = indexes[middle] < index ? (middle + 1, to) : (from, middle - 1);
        }

        return -1;
    }
}
