using Microsoft.CodeAnalysis;

namespace System.Collections.Generic;

[Embedded]
internal static class KeyValuePair
{
    public static KeyValuePair<TKey, TValue> Create<TKey, TValue>(TKey key, TValue value) => new(key, value);
}
