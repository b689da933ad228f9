using Microsoft.CodeAnalysis;

namespace System.Text;

[Embedded]
internal static class StringBuilderExtensions
{
    public static StringBuilder Append(this StringBuilder builder, ReadOnlySpan<char> text) => builder.Append(text.ToString());

    // An interpolated string converts to FormattableString where the handler types are missing.
    public static StringBuilder Append(this StringBuilder builder, IFormatProvider? provider, FormattableString text) =>
        builder.Append(text.ToString(provider));

    public static StringBuilder AppendLine(this StringBuilder builder, IFormatProvider? provider, FormattableString text) =>
        builder.AppendLine(text.ToString(provider));

    public static StringBuilder AppendJoin(this StringBuilder builder, string separator, IEnumerable<string?> values) =>
        builder.Append(string.Join(separator, values));
}
