using System.Globalization;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class DoubleExtensions
{
    extension(double)
    {
        public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out double value) =>
            double.TryParse(text.ToString(), style, provider, out value);

        public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
    }
}
