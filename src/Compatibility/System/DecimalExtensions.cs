using System.Globalization;
using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class DecimalExtensions
{
    extension(decimal)
    {
        public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out decimal value) =>
            decimal.TryParse(text.ToString(), style, provider, out value);
    }
}
