using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class DateTimeOffsetExtensions
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(0);

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => Epoch;
    }
}
