using System.Runtime.CompilerServices;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>A small hash table from bytes to indices, so that a name that comes a hundred times becomes a string once.</summary>
internal sealed class Utf8Keys
{
    private readonly List<byte[]> _keys = [];
    private int[] _slots = new int[1024];
    private int _last;

    public int Count => _keys.Count;

    /// <summary>The index of a key; -1 when it is new, and then it has been added under the next index.</summary>
    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    public int FindOrAdd(ReadOnlySpan<byte> key)
    {
        // Files are sorted: the key of the row before, or the one after it, is the likely one.
        if (_last < _keys.Count && key.SequenceEqual(_keys[_last]))
        {
            return _last;
        }

        if (_keys.Count * 2 >= _slots.Length)
        {
            Grow();
        }

        var slot = SlotOf(key, _slots);
        if (_slots[slot] != 0)
        {
            return _last = _slots[slot] - 1;
        }

        _keys.Add(key.ToArray());
        _slots[slot] = _keys.Count;
        _last = _keys.Count - 1;
        return -1;
    }

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private int SlotOf(ReadOnlySpan<byte> key, int[] slots)
    {
        var hash = 2166136261u;
        foreach (var value in key)
        {
            hash = (hash ^ value) * 16777619u;
        }

        var slot = (int)((hash ^ (hash >> 15)) & (uint)(slots.Length - 1));
        while (slots[slot] != 0 && !key.SequenceEqual(_keys[slots[slot] - 1]))
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 4];
        for (var index = 0; index < _keys.Count; index++)
        {
            slots[SlotOf(_keys[index], slots)] = index + 1;
        }

        _slots = slots;
    }
}
