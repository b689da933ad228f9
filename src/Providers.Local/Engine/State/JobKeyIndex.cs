namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Finds the row of a job by its key, with 4 to 16 bytes for each job: the keys themselves are in the rows.</summary>
internal sealed class JobKeyIndex
{
    private const int Smallest = 64;

    private readonly JobRows _rows;

    // One more than the place of a row; 0 where there is none. At most half of them are taken.
    private int[] _slots = new int[Smallest];
    private int _count;

    public JobKeyIndex(JobRows rows) => _rows = rows;

    /// <returns>The place, or -1.</returns>
    public int Find(JobKey key)
    {
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var place = _slots[slot] - 1;
            if (place < 0 || _rows[place].Key.Equals(key))
            {
                return place;
            }
        }
    }

    /// <summary>Adds the row at a place.</summary>
    /// <exception cref="InvalidDataException">There is one of the same key.</exception>
    public void Add(int place)
    {
        if (++_count * 2 > _slots.Length)
        {
            Rebuild(_slots.Length * 2, _count - 1);
        }

        Insert(place);
    }

    /// <summary>To be called when rows have changed their places.</summary>
    public void Rebuild()
    {
        var size = Smallest;
        while (size < _rows.Count * 2)
        {
            size *= 2;
        }

        _count = _rows.Count;
        Rebuild(size, _count);
    }

    private void Rebuild(int size, int rows)
    {
        _slots = new int[size];
        for (var place = 0; place < rows; place++)
        {
            Insert(place);
        }
    }

    private void Insert(int place)
    {
        var key = _rows[place].Key;
        var slot = SlotOf(key);
        while (_slots[slot] != 0)
        {
            if (_rows[_slots[slot] - 1].Key.Equals(key))
            {
                throw new InvalidDataException($"The journal adds job {key} twice.");
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = place + 1;
    }

    private int SlotOf(JobKey key) => key.GetHashCode() & (_slots.Length - 1);
}
