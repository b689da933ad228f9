using Microsoft.CodeAnalysis;

namespace System.Text;

[Embedded]
internal static class EncodingExtensions
{
    public static string GetString(this Encoding encoding, ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());

    public static byte[] GetBytes(this Encoding encoding, ReadOnlySpan<char> text) => encoding.GetBytes(text.ToString());
}
