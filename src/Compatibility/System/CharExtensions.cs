using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class CharExtensions
{
    extension(char)
    {
        public static bool IsAsciiDigit(char character) => character is >= '0' and <= '9';

        public static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

        public static bool IsAsciiLetterLower(char character) => character is >= 'a' and <= 'z';

        public static bool IsAsciiLetterUpper(char character) => character is >= 'A' and <= 'Z';

        public static bool IsAsciiLetterOrDigit(char character) => char.IsAsciiLetter(character) || char.IsAsciiDigit(character);

        public static bool IsAsciiHexDigit(char character) =>
            character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

        public static bool IsAscii(char character) => character <= '\x7f';

        public static bool IsBetween(char character, char min, char max) => character >= min && character <= max;
    }
}
