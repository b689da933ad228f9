using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class DateTimeExtensions
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    extension(DateTime)
    {
        public static DateTime UnixEpoch => Epoch;
    }
}
