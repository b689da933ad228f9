using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class MathExtensions
{
    extension(Math)
    {
        public static int Clamp(int value, int min, int max) => Math.Max(min, Math.Min(max, value));

        public static long Clamp(long value, long min, long max) => Math.Max(min, Math.Min(max, value));

        public static double Clamp(double value, double min, double max) => Math.Max(min, Math.Min(max, value));

        public static decimal Clamp(decimal value, decimal min, decimal max) => Math.Max(min, Math.Min(max, value));
    }
}
