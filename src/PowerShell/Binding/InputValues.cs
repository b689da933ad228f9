using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads what people and files put into parameters, the same in every culture.</summary>
internal static class InputValues
{
    /// <summary>The value without its wrapper; a wrapper that is all there is, as of a CSV row, stays.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: { } inner } and not { BaseObject: PSCustomObject } ? Unwrap(inner) : value;

    /// <summary>The elements of a list, or the one value.</summary>
    public static IEnumerable<object?> Elements(object? value) => Unwrap(value) switch
    {
        null => [],
        string text => [text],
        IDictionary map => [map],
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>Reads a value, or each of a list, and says so in PowerShell's way when it cannot be read.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It cannot be read; the message lists the accepted forms.</exception>
    public static object Transform<T>(object? value, Func<object?, T> read, bool asArray = false)
    {
        try
        {
            if (asArray)
            {
                return Elements(value).Select(read).ToArray();
            }

            return read(value)!;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or CmdletInputException)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    /// <summary>Text of a value, whatever the culture.</summary>
    public static string? Text(object? value) => Unwrap(value) switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        SwitchParameter truth => truth.IsPresent ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    /// <summary>A duration: a time span, a number of seconds, or text such as 90s, 2h or 1.12:00:00.</summary>
    public static TimeSpan Duration(object? value)
    {
        var inner = Unwrap(value);
        var duration = inner is TimeSpan span ? span : DurationText.Parse(Text(inner) ?? string.Empty);
        return duration >= TimeSpan.Zero ? duration : throw new FormatException($"'{duration}' is less than nothing; write 90s, 15m, 2h, 1.12:00:00 or a number of seconds.");
    }

    /// <summary>A size: text such as 16GB, or a number of bytes; a small number is a forgotten unit.</summary>
    public static ByteSize Size(object? value)
    {
        var inner = Unwrap(value);
        return inner is ByteSize size ? size : ByteSize.Parse(Text(inner) ?? string.Empty);
    }
}
