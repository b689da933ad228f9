using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class ObjectDisposedExceptionExtensions
{
    extension(ObjectDisposedException)
    {
        public static void ThrowIf([DoesNotReturnIf(true)] bool condition, object instance)
        {
            if (condition)
            {
                throw new ObjectDisposedException(instance.GetType().FullName);
            }
        }
    }
}
