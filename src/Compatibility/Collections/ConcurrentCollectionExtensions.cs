using Microsoft.CodeAnalysis;

namespace System.Collections.Concurrent;

[Embedded]
internal static class ConcurrentCollectionExtensions
{
    public static TValue GetOrAdd<TKey, TValue, TArgument>(
        this ConcurrentDictionary<TKey, TValue> dictionary,
        TKey key,
        Func<TKey, TArgument, TValue> valueFactory,
        TArgument argument)
        where TKey : notnull =>
        dictionary.TryGetValue(key, out var value) ? value : dictionary.GetOrAdd(key, valueFactory(key, argument));

    // The older framework has the operation as a member of the collection interface only.
    public static bool TryRemove<TKey, TValue>(
        this ConcurrentDictionary<TKey, TValue> dictionary, KeyValuePair<TKey, TValue> pair)
        where TKey : notnull =>
        ((ICollection<KeyValuePair<TKey, TValue>>)dictionary).Remove(pair);

    public static void Clear<T>(this ConcurrentQueue<T> queue)
    {
        while (queue.TryDequeue(out _))
        {
        }
    }
}
