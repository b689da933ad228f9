using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace System.Collections.Generic;

[Embedded]
internal static class QueueExtensions
{
    public static bool TryDequeue<T>(this Queue<T> queue, [MaybeNullWhen(false)] out T result)
    {
        var any = queue.Count > 0;
        result = any ? queue.Dequeue() : default;
        return any;
    }

    public static bool TryPeek<T>(this Queue<T> queue, [MaybeNullWhen(false)] out T result)
    {
        var any = queue.Count > 0;
        result = any ? queue.Peek() : default;
        return any;
    }

    public static bool TryPop<T>(this Stack<T> stack, [MaybeNullWhen(false)] out T result)
    {
        var any = stack.Count > 0;
        result = any ? stack.Pop() : default;
        return any;
    }
}
