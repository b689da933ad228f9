using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class ConvertExtensions
{
    private const string Digits = "0123456789ABCDEF";

    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => Convert.ToHexString(bytes.AsSpan());

        public static string ToHexString(ReadOnlySpan<byte> bytes)
        {
            var characters = new char[bytes.Length * 2];
            for (var i = 0; i < bytes.Length; i++)
            {
                characters[i * 2] = Digits[bytes[i] >> 4];
                characters[(i * 2) + 1] = Digits[bytes[i] & 0xF];
            }

            return new string(characters);
        }

        public static byte[] FromHexString(string text)
        {
            if (text.Length % 2 != 0)
            {
                throw new FormatException("A hexadecimal string has an even number of digits.");
            }

            var bytes = new byte[text.Length / 2];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Digit(text[i * 2]) << 4) | Digit(text[(i * 2) + 1]));
            }

            return bytes;
        }
    }

    private static int Digit(char character)
    {
        var value = Digits.IndexOf(char.ToUpperInvariant(character));
        return value >= 0 ? value : throw new FormatException($"'{character}' is not a hexadecimal digit.");
    }
}
