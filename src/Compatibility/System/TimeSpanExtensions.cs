using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class TimeSpanExtensions
{
    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan value, double factor) => Scale(value, factor);

        public static TimeSpan operator *(double factor, TimeSpan value) => Scale(value, factor);

        public static TimeSpan operator /(TimeSpan value, double divisor) => Scale(value, 1 / divisor);

        public static double operator /(TimeSpan value, TimeSpan other) => (double)value.Ticks / other.Ticks;
    }

    private static TimeSpan Scale(TimeSpan value, double factor)
    {
        var ticks = Math.Round(value.Ticks * factor);
        return ticks is >= long.MinValue and < (double)long.MaxValue
            ? TimeSpan.FromTicks((long)ticks)
            : throw new OverflowException("The scaled time span is too long.");
    }
}
