namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>A list of rows that grows without copying: a million of them would be copied for every doubling.</summary>
internal sealed class JobRows
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<JobRow[]> _chunks = [];

    public int Count { get; private set; }

    public ref JobRow this[int place] => ref _chunks[place >> ChunkBits][place & (ChunkSize - 1)];

    public void Add(JobRow row)
    {
        if (Count == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new JobRow[ChunkSize]);
        }

        Count++;
        this[Count - 1] = row;
    }

    /// <summary>Brings the rows into the order of their numbers.</summary>
    public void Sort()
    {
        var numbers = new long[Count];
        var isSorted = true;
        for (var place = 0; place < Count; place++)
        {
            numbers[place] = this[place].Number;
            isSorted &= place == 0 || numbers[place - 1] < numbers[place];
        }

        if (isSorted)
        {
            return;
        }

        var sources = new int[Count];
        for (var place = 0; place < Count; place++)
        {
            sources[place] = place;
        }

        Array.Sort(numbers, sources);
        Permute(sources);
    }

    /// <summary>Keeps only some rows, in their order.</summary>
    public void RemoveWhere(Func<JobRow, bool> condition)
    {
        var kept = 0;
        for (var place = 0; place < Count; place++)
        {
            if (!condition(this[place]))
            {
                this[kept++] = this[place];
            }
        }

        for (var place = kept; place < Count; place++)
        {
            this[place] = default;
        }

        Count = kept;
        var chunks = (kept + ChunkSize - 1) >> ChunkBits;
        _chunks.RemoveRange(chunks, _chunks.Count - chunks);
    }

    // Circle by circle, so that no second copy of all rows is needed.
    private void Permute(int[] sources)
    {
        for (var start = 0; start < sources.Length; start++)
        {
            if (sources[start] == start)
            {
                continue;
            }

            var first = this[start];
            var place = start;
            while (sources[place] != start)
            {
                var source = sources[place];
                this[place] = this[source];
                sources[place] = place;
                place = source;
            }

            this[place] = first;
            sources[place] = place;
        }
    }
}
