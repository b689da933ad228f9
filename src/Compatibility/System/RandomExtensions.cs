using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class RandomExtensions
{
    // Random is not thread-safe; a seed from a GUID keeps threads started in the same tick apart.
    [ThreadStatic]
    private static Random? t_shared;

    extension(Random)
    {
        /// <summary>The generator of this thread: use it at once, never keep it.</summary>
        public static Random Shared => t_shared ??= new Random(Guid.NewGuid().GetHashCode());
    }
}
