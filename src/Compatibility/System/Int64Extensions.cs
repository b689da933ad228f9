using System.Globalization;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class Int64Extensions
{
    extension(long)
    {
        public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out long value) =>
            long.TryParse(text.ToString(), style, provider, out value);

        public static long Parse(ReadOnlySpan<char> text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
            long.Parse(text.ToString(), style, provider);
    }
}
