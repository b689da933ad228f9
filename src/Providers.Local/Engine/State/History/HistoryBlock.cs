using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Records;

namespace MultiBatch.Providers.Local.Engine.State.History;

/// <summary>
/// Some jobs that have ended, packed: a million of them must not take more memory than a few hundred MiB. Nothing of it changes but which of
/// them have left it.
/// </summary>
internal sealed class HistoryBlock
{
    /// <summary>One bit each in <see cref="Gone"/>.</summary>
    public const int MostJobs = 64;

    private readonly byte[] _packed;
    private readonly HistoryRow[] _rows;
    private readonly string[] _queues;

    /// <param name="packed">See <see cref="HistoryPacking"/>.</param>
    /// <param name="rows">A row for each job in it.</param>
    /// <param name="queues">The queue of each job, or the one of all.</param>
    public HistoryBlock(byte[] packed, HistoryRow[] rows, string[] queues)
    {
        if (rows.Length is 0 or > MostJobs || (queues.Length != 1 && queues.Length != rows.Length))
        {
            throw new InvalidDataException($"A part of the history has {rows.Length} jobs and {queues.Length} queues, which cannot be.");
        }

        _packed = packed;
        _rows = rows;
        _queues = queues;
    }

    public int Count => _rows.Length;

    /// <summary>A bit for each job that is not here any more: it was taken out to be changed, or deleted.</summary>
    public ulong Gone { get; private set; }

    /// <summary>Whether no job is left.</summary>
    public bool IsEmpty => Gone == (Count == MostJobs ? ulong.MaxValue : (1UL << Count) - 1);

    /// <summary>Bytes of the packed jobs.</summary>
    public int Size => _packed.Length;

    public static HistoryBlock Pack(IReadOnlyList<JobEntry> jobs)
    {
        var queues = jobs.Select(job => job.Queue).ToArray();
        return new HistoryBlock(
            HistoryPacking.Pack([.. jobs.Select(JobImages.Take)]),
            [.. jobs.Select(job => new HistoryRow(job.Key, job.Number, Clock.ToStored(job.SubmittedAt), job.Tasks.Length, job.State))],
            Array.TrueForAll(queues, queue => queue == queues[0]) ? [queues[0]] : queues);
    }

    public static HistoryBlock Restore(HistoryImage image, Func<string, string> shared)
    {
        var ids = image.Ids;
        var count = image.Numbers.Count;
        if (count * JobKey.TextLength != ids.Length || image.Times.Count != count || image.States.Length != count || (image.Tasks is { } sizes && sizes.Count != count))
        {
            throw new InvalidDataException("A part of the history is not as long everywhere.");
        }

        var rows = new HistoryRow[count];
        for (var place = 0; place < rows.Length; place++)
        {
            rows[place] = new HistoryRow(
                JobKey.Parse(ids, place * JobKey.TextLength),
                image.Numbers[place],
                image.Times[place],
                image.Tasks?[place] ?? 1,
                HistoryImage.StateOf(image.States[place]));
        }

        return new HistoryBlock(image.Packed, rows, [.. image.Queues.Select(shared)]) { Gone = image.Gone };
    }

    /// <summary>As a snapshot holds it.</summary>
    /// <param name="gone">Which jobs had left it at the moment of the snapshot.</param>
    public HistoryImage ToImage(ulong gone) => new()
    {
        Numbers = Array.ConvertAll(_rows, row => row.Number),
        Ids = string.Concat(_rows.Select(row => row.Key.ToString())),
        Times = Array.ConvertAll(_rows, row => row.SubmittedAt),
        States = string.Concat(_rows.Select(row => HistoryImage.LetterOf(row.State))),
        Tasks = Array.TrueForAll(_rows, row => row.Tasks == 1) ? null : Array.ConvertAll(_rows, row => row.Tasks),
        Queues = _queues,
        Gone = gone,
        Packed = _packed,
    };

    public HistoryRow Row(int place) => _rows[place];

    public JobKey KeyOf(int place) => _rows[place].Key;

    public JobState StateOf(int place) => _rows[place].State;

    public string QueueOf(int place) => _queues.Length == 1 ? _queues[0] : _queues[place];

    public bool IsGone(int place) => (Gone & (1UL << place)) != 0;

    public void SetGone(int place) => Gone |= 1UL << place;

    /// <summary>All its jobs, also those that have left it since.</summary>
    public JobImage[] Unpack() => HistoryPacking.Unpack(_packed);
}
