using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State.History;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>
/// All jobs, by id and in order of acceptance. Jobs that ended a while ago are packed; what <see cref="Peek(JobKey)"/> gives of them is a
/// copy to look at, while <see cref="Find(JobKey)"/> and <see cref="Get"/> unpack them to be changed.
/// </summary>
internal sealed class JobTable
{
    // The latest ends are asked for most, and a restart or a dependent would unpack them again.
    private const int LatestKept = 1024;

    // Rows of the tasks of a large array are as small as they can be.
    private const int LargestPacked = 1024;
    private const int MostBlocksAtOnce = 4;
    private const int MostLookedAt = 4 * HistoryBlock.MostJobs;

    private readonly JobRows _rows = new();
    private readonly JobKeyIndex _index;
    private readonly HashSet<HistoryBlock> _blocks = [];
    private readonly Queue<long> _ended = new();
    private readonly UnpackedBlocks _unpacked = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private bool _isRestoring;

    public JobTable() => _index = new JobKeyIndex(_rows);

    public int Count => _rows.Count;

    /// <summary>The number of the next job.</summary>
    public long NextNumber { get; private set; } = 1;

    /// <summary>The packed jobs.</summary>
    public IReadOnlyCollection<HistoryBlock> Blocks => _blocks;

    /// <summary>The jobs that are not packed, in order of acceptance.</summary>
    public IEnumerable<JobEntry> Entries
    {
        get
        {
            for (var place = 0; place < _rows.Count; place++)
            {
                if (_rows[place].Holder is JobEntry entry)
                {
                    yield return entry;
                }
            }
        }
    }

    /// <summary>The job of a key, unpacked for good.</summary>
    public JobEntry? Find(JobKey key) => _index.Find(key) is >= 0 and var place ? EntryAt(place) : null;

    /// <summary>The job of an id, unpacked for good.</summary>
    public JobEntry? Find(string? id) => JobKey.TryParse(id, out var key) ? Find(key) : null;

    /// <summary>The job of a key, to look at and not to keep.</summary>
    public JobEntry? Peek(JobKey key) => _index.Find(key) is >= 0 and var place ? PeekAt(place) : null;

    /// <summary>The job of an id, to look at and not to keep.</summary>
    public JobEntry? Peek(string? id) => JobKey.TryParse(id, out var key) ? Peek(key) : null;

    /// <summary>How a packed job ended; null when there is no such job or it is not packed.</summary>
    public JobState? FindPacked(JobKey key) =>
        _index.Find(key) is >= 0 and var place && _rows[place].Holder is HistoryBlock block ? block.StateOf(_rows[place].Place) : null;

    /// <summary>The job of a number, unpacked for good.</summary>
    /// <exception cref="InvalidDataException">There is no such job: the journal contradicts itself.</exception>
    public JobEntry Get(long number) =>
        PlaceOf(number) is >= 0 and var place ? EntryAt(place) : throw new InvalidDataException($"The journal names job {number}, which it has not added.");

    /// <summary>The job of a number if it has not ended.</summary>
    public JobEntry? FindLive(long number) =>
        PlaceOf(number) is >= 0 and var place && _rows[place].Holder is JobEntry { Live: not null } entry ? entry : null;

    /// <summary>Whether a job may be in one of the states, in a queue and of a time: cheap, also of a packed one.</summary>
    public bool MayMatch(int place, JobQuery query)
    {
        var row = _rows[place];
        return row.Holder is JobEntry entry
            ? MayMatch(query, entry.Queue, entry.State, entry.SubmittedAt)
            : row.Holder is HistoryBlock block
                && MayMatch(query, block.QueueOf(row.Place), block.StateOf(row.Place), Clock.FromStored(block.Row(row.Place).SubmittedAt)!.Value);
    }

    /// <summary>The job at a place in the order of acceptance, to look at and not to keep.</summary>
    public JobEntry PeekAt(int place)
    {
        var row = _rows[place];
        return row.Holder as JobEntry ?? _unpacked.Get((HistoryBlock)row.Holder, row.Place);
    }

    public long NumberAt(int place) => _rows[place].Number;

    public bool IsPackedAt(int place) => _rows[place].Holder is HistoryBlock;

    public void Add(JobEntry job)
    {
        if (!_isRestoring && job.Number < NextNumber)
        {
            throw new InvalidDataException($"The journal adds job {job.Number} out of order.");
        }

        Add(new JobRow { Number = job.Number, Holder = job });
    }

    /// <summary>Jobs come in any order until <see cref="EndRestore"/>.</summary>
    public void BeginRestore() => _isRestoring = true;

    /// <summary>Adds packed jobs of a snapshot.</summary>
    /// <returns>Those that are really there.</returns>
    public List<HistoryRow> Add(HistoryImage image)
    {
        var block = HistoryBlock.Restore(image, Shared);
        var added = new List<HistoryRow>(block.Count);
        for (var place = 0; place < block.Count; place++)
        {
            if (!block.IsGone(place))
            {
                Add(new JobRow { Number = block.Row(place).Number, Holder = block, Place = (byte)place });
                added.Add(block.Row(place));
            }
        }

        _blocks.Add(block);
        return added;
    }

    public void EndRestore()
    {
        _isRestoring = false;
        _rows.Sort();
        _index.Rebuild();
    }

    /// <summary>One string for each name, however often it is read.</summary>
    public string Shared(string name)
    {
        if (!_names.TryGetValue(name, out var shared))
        {
            _names.Add(name, shared = name);
        }

        return shared;
    }

    /// <summary>Takes note that a job has ended: some time later it may be packed.</summary>
    public void NoteEnded(JobEntry job) => _ended.Enqueue(job.Number);

    /// <summary>
    /// Packs jobs that ended long enough ago, a few blocks at a time. To be called when nobody holds a job that has ended: a packed one is
    /// another object the next time.
    /// </summary>
    public void Pack()
    {
        for (var blocks = 0; blocks < MostBlocksAtOnce && _ended.Count >= LatestKept + HistoryBlock.MostJobs && PackSome(); blocks++)
        {
        }
    }

    /// <summary>Forgets ended jobs for good.</summary>
    public void Remove(ISet<long> numbers)
    {
        _rows.RemoveWhere(row =>
        {
            if (!numbers.Contains(row.Number))
            {
                return false;
            }

            Leave(row);
            return true;
        });
        _index.Rebuild();
    }

    /// <summary>How many jobs have a number below <paramref name="number"/>.</summary>
    public int PlaceBefore(long number)
    {
        // Numbers are dense but for deleted jobs, so the first guess is nearly always right.
        var low = 0;
        var high = _rows.Count;
        if (high > 0)
        {
            var guess = number - _rows[0].Number;
            if (guess >= 0 && guess < high && _rows[(int)guess].Number == number)
            {
                return (int)guess;
            }
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_rows[middle].Number < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool MayMatch(JobQuery query, string queue, JobState state, DateTimeOffset submittedAt) =>
        (query.Queue is null || query.Queue == queue)
        && (query.States is not { Count: > 0 } states || states.Contains(state))
        && (query.SubmittedAfter is null || submittedAt >= query.SubmittedAfter)
        && (query.SubmittedBefore is null || submittedAt < query.SubmittedBefore);

    private void Add(JobRow row)
    {
        _rows.Add(row);
        if (!_isRestoring)
        {
            _index.Add(_rows.Count - 1);
        }

        NextNumber = Math.Max(NextNumber, row.Number + 1);
    }

    private int PlaceOf(long number)
    {
        var place = PlaceBefore(number);
        return place < _rows.Count && _rows[place].Number == number ? place : -1;
    }

    private JobEntry EntryAt(int place)
    {
        ref var row = ref _rows[place];
        if (row.Holder is JobEntry entry)
        {
            return entry;
        }

        entry = _unpacked.Get((HistoryBlock)row.Holder, row.Place);
        Leave(row);
        row.Holder = entry;
        row.Place = 0;
        NoteEnded(entry);
        return entry;
    }

    private void Leave(JobRow row)
    {
        if (row.Holder is HistoryBlock block)
        {
            block.SetGone(row.Place);
            if (block.IsEmpty)
            {
                _blocks.Remove(block);
            }
        }
    }

    /// <returns>False when there is nothing to pack for now.</returns>
    private bool PackSome()
    {
        var jobs = new List<JobEntry>(HistoryBlock.MostJobs);
        for (var looked = 0; looked < MostLookedAt && jobs.Count < HistoryBlock.MostJobs && _ended.Count > LatestKept; looked++)
        {
            var number = _ended.Dequeue();
            if (PlaceOf(number) is not (>= 0 and var place) || _rows[place].Holder is not JobEntry { Live: null } job || job.Tasks.Length > LargestPacked || jobs.Contains(job))
            {
                // Deleted, packed before, running again, or large.
                continue;
            }

            if (job.Dependents?.Exists(dependent => FindLive(dependent) is not null) == true)
            {
                // Those that wait for it hold on to it.
                _ended.Enqueue(number);
                continue;
            }

            jobs.Add(job);
        }

        if (jobs.Count == 0)
        {
            return false;
        }

        var block = HistoryBlock.Pack(jobs);
        _blocks.Add(block);
        for (var place = 0; place < jobs.Count; place++)
        {
            ref var row = ref _rows[PlaceOf(jobs[place].Number)];
            row.Holder = block;
            row.Place = (byte)place;
        }

        return true;
    }
}
