using System.Globalization;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class Int32Extensions
{
    extension(int)
    {
        public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out int value) =>
            int.TryParse(text.ToString(), style, provider, out value);

        public static int Parse(ReadOnlySpan<char> text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
            int.Parse(text.ToString(), style, provider);
    }
}
