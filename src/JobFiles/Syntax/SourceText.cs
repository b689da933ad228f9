using System.Globalization;
using System.Text;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Makes text of the bytes of a file: UTF-8, with or without a byte order mark, or UTF-16 with one, as PowerShell 5.1 writes.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file.</summary>
    /// <exception cref="SourceRefusedException">The bytes are no text.</exception>
    public static string Decode(byte[] bytes)
    {
        var (encoding, mark) = EncodingOf(bytes);
        try
        {
            return encoding.GetString(bytes, mark, bytes.Length - mark);
        }
        catch (DecoderFallbackException e)
        {
            var start = Math.Min(Math.Max(mark + e.Index, 0), bytes.Length - 1);
            var line = 1 + bytes.Take(start).Count(unit => unit == (byte)'\n');
            throw new SourceRefusedException(
                new Position(line, 0), $"the bytes of this line are not {encoding.WebName.ToUpperInvariant()}; save the file as UTF-8.");
        }
    }

    /// <summary>Refuses characters that have no place in a text file; a parser might take one for the end of the text.</summary>
    /// <exception cref="SourceRefusedException">There is one.</exception>
    public static void Check(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is < ' ' and not ('\t' or '\n' or '\r'))
            {
                throw Refuse(text, index, "is a control character; write it as an escape inside double quotes, or remove it.");
            }

            if (char.IsSurrogate(character))
            {
                if (!char.IsHighSurrogate(character) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
                {
                    throw Refuse(text, index, "is half of a character; save the file as UTF-8.");
                }

                index++;
            }
        }
    }

    /// <summary>The place of a character.</summary>
    public static Position PositionOf(string text, int index)
    {
        var line = 1;
        var lineStart = 0;
        for (var position = 0; position < index; position++)
        {
            if (text[position] == '\n' || (text[position] == '\r' && (position + 1 == text.Length || text[position + 1] != '\n')))
            {
                line++;
                lineStart = position + 1;
            }
        }

        return new Position(line, index - lineStart + 1);
    }

    private static SourceRefusedException Refuse(string text, int index, string why) => new(
        PositionOf(text, index), $"the character U+{((int)text[index]).ToString("X4", CultureInfo.InvariantCulture)} {why}");

    private static (Encoding Encoding, int Mark) EncodingOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        _ => (Utf8, 0),
    };
}
