using System.Globalization;
using System.Text;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Where a list stands: the job that was given out last. Opaque text to callers.</summary>
internal sealed record ListToken
{
    public required long Ticks { get; init; }

    public required string Key { get; init; }

    public static ListToken? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split(['|'], 2);
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return new ListToken { Ticks = ticks, Key = parts[1] };
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw JobErrors.WrongToken("continuation token");
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(Ticks.ToString(CultureInfo.InvariantCulture) + "|" + Key));
}
