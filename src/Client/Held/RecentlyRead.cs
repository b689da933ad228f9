namespace MultiBatch.Held;

/// <summary>What was read lately and never changes, bounded in number: the older half is forgotten at a time. Thread-safe.</summary>
internal sealed class RecentlyRead<TKey, TValue>(int generationSize)
    where TKey : notnull
    where TValue : class
{
    private readonly object _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            return _young.TryGetValue(key, out var value) || _old.TryGetValue(key, out value) ? value : null;
        }
    }

    public void Add(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_young.Count >= generationSize)
            {
                _old = _young;
                _young = [];
            }

            _young[key] = value;
        }
    }
}
