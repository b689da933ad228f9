using System.Collections;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>A set of indexes below a fixed size, in order: one bit each.</summary>
internal sealed class IndexSet : IEnumerable<int>
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    // No word before this one has a bit.
    private int _firstWord;

    /// <param name="size">One more than the largest index.</param>
    public IndexSet(int size) => _words = new ulong[(size + WordBits - 1) / WordBits];

    public int Count { get; private set; }

    /// <summary>The lowest index; the set is not empty.</summary>
    public int First
    {
        get
        {
            while (_words[_firstWord] == 0)
            {
                _firstWord++;
            }

            return (_firstWord * WordBits) + LowestBit(_words[_firstWord]);
        }
    }

    public bool Contains(int index) => (_words[index / WordBits] & Bit(index)) != 0;

    public bool Add(int index)
    {
        if (Contains(index))
        {
            return false;
        }

        _words[index / WordBits] |= Bit(index);
        _firstWord = Math.Min(_firstWord, index / WordBits);
        Count++;
        return true;
    }

    public bool Remove(int index)
    {
        if (!Contains(index))
        {
            return false;
        }

        _words[index / WordBits] &= ~Bit(index);
        Count--;
        return true;
    }

    /// <summary>The indexes, lowest first. Those already given may be removed meanwhile.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (var word = _firstWord; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                yield return (word * WordBits) + LowestBit(bits);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ulong Bit(int index) => 1UL << (index % WordBits);

    private static int LowestBit(ulong bits)
    {
        var place = 0;
        for (var width = WordBits / 2; width > 0; width /= 2)
        {
            if ((bits & ((1UL << width) - 1)) == 0)
            {
                bits >>= width;
                place += width;
            }
        }

        return place;
    }
}
