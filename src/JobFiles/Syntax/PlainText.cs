namespace MultiBatch.JobFiles.Syntax;

/// <summary>What an unquoted scalar is: the few forms that YAML 1.2 and JSON agree on; anything else is text.</summary>
internal static class PlainText
{
    public static ScalarKind KindOf(string text) => text switch
    {
        "" => ScalarKind.Empty,
        "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ => IsNumber(text) ? ScalarKind.Number : ScalarKind.Text,
    };

    /// <summary>Whether the text is a number of JSON. A leading zero makes it text: account numbers begin with one.</summary>
    public static bool IsNumber(string text)
    {
        var position = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var first = position;
        if (!SkipDigits(text, ref position) || (text[first] == '0' && position > first + 1))
        {
            return false;
        }

        if (position < text.Length && text[position] == '.')
        {
            position++;
            if (!SkipDigits(text, ref position))
            {
                return false;
            }
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
            if (!SkipDigits(text, ref position))
            {
                return false;
            }
        }

        return position == text.Length;
    }

    private static bool SkipDigits(string text, ref int position)
    {
        var first = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position > first;
    }
}
