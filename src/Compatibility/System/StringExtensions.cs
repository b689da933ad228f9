using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class StringExtensions
{
    extension(string text)
    {
        public bool Contains(char value) => text.IndexOf(value) >= 0;

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

        public bool StartsWith(char value) => text.Length > 0 && text[0] == value;

        public bool EndsWith(char value) => text.Length > 0 && text[text.Length - 1] == value;

        // char.ToString() is one character long, so the ordinal search is the one the char overload promises.
        public int IndexOf(char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison);

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        public string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
            text.Split([separator], count, options);

        public string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None) =>
            text.Split([separator], options);

        public string Replace(string oldValue, string? newValue, StringComparison comparison) =>
            comparison == StringComparison.Ordinal
                ? text.Replace(oldValue, newValue)
                : throw new NotSupportedException("Only ordinal replacement exists on the older framework.");

        public int GetHashCode(StringComparison comparison) => comparison switch
        {
            StringComparison.Ordinal => StringComparer.Ordinal.GetHashCode(text),
            StringComparison.OrdinalIgnoreCase => StringComparer.OrdinalIgnoreCase.GetHashCode(text),
            StringComparison.InvariantCulture => StringComparer.InvariantCulture.GetHashCode(text),
            StringComparison.InvariantCultureIgnoreCase => StringComparer.InvariantCultureIgnoreCase.GetHashCode(text),
            StringComparison.CurrentCulture => StringComparer.CurrentCulture.GetHashCode(text),
            _ => StringComparer.CurrentCultureIgnoreCase.GetHashCode(text),
        };
    }

    extension(string)
    {
        public static string Join(char separator, IEnumerable<string?> values) => string.Join(separator.ToString(), values);

        public static string Join(char separator, params string?[] values) => string.Join(separator.ToString(), values);

        // An interpolated string converts to FormattableString where the handler types are missing.
        public static string Create(IFormatProvider? provider, FormattableString text) => text.ToString(provider);
    }
}
