using System.Globalization;
using System.Text;

namespace MultiBatch.Jobs;

/// <summary>
/// Finds a job again. One string that round-trips through text, CSV and a pipeline:
/// <c>provider:[[connection/[region/]]queue/]id[#index][@attempt]</c>, for example <c>local:main/4f1c…#7</c> or
/// <c>aws:prod/eu-west-1/main/0b51…#7@2</c>. Characters with a meaning here, quotes, commas and white space are percent-encoded.
/// </summary>
public sealed record JobReference
{
    private const string Reserved = "/#@:%,;\"'|";

    /// <summary>Creates a reference.</summary>
    /// <param name="provider">The provider: <c>local</c>, <c>aws</c>, <c>azure</c>, <c>google</c> or a third party's.</param>
    /// <param name="id">The submission id or the native id; not empty.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public JobReference(string provider, string id)
    {
        Provider = string.IsNullOrWhiteSpace(provider) ? throw new ArgumentException("A reference needs a provider.", nameof(provider)) : provider;
        Id = string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("A reference needs an id.", nameof(id)) : id;
    }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary>The submission id or the native id; the parent's for an array child.</summary>
    public string Id { get; }

    /// <summary>The name of the connection; null for the provider's default one.</summary>
    public string? Connection { get; init; }

    /// <summary>The region; null where there is none.</summary>
    public string? Region { get; init; }

    /// <summary>The queue, or the service's own container of the job (a generation of a queue on Azure); null where the id alone is enough.</summary>
    public string? Queue { get; init; }

    /// <summary>The index of an array child, from 0; null for the job itself.</summary>
    public int? Index { get; init; }

    /// <summary>An attempt, from 1; null for the latest.</summary>
    public int? Attempt { get; init; }

    /// <summary>The job itself: this reference without index and attempt.</summary>
    public JobReference Parent => Index is null && Attempt is null ? this : this with { Index = null, Attempt = null };

    /// <summary>Reads the string form.</summary>
    /// <exception cref="FormatException">The text is no reference.</exception>
    public static JobReference Parse(string text) =>
        TryParse(text, out var reference) ? reference! : throw new FormatException(
            $"'{text}' is not a job reference; it looks like local:main/4f1c...#7 (provider:connection/region/queue/id#index@attempt).");

    /// <summary>Reads the string form without throwing.</summary>
    public static bool TryParse(string? text, out JobReference? reference)
    {
        reference = null;
        var rest = (text ?? string.Empty).Trim();
        var colon = rest.IndexOf(':');
        if (colon <= 0 || !TryCutNumber(ref rest, '@', 1, out var attempt) || !TryCutNumber(ref rest, '#', 0, out var index) || rest.Length <= colon + 1)
        {
            return false;
        }

        var parts = rest.Substring(colon + 1).Split('/');
        var provider = Decode(rest.Substring(0, colon));
        var id = Decode(parts[parts.Length - 1]);
        if (parts.Length > 4 || string.IsNullOrWhiteSpace(provider) || string.IsNullOrWhiteSpace(id))
        {
            return false;
        }

        reference = new JobReference(provider!, id!)
        {
            Queue = parts.Length > 1 ? Decode(parts[parts.Length - 2]) : null,
            Region = parts.Length == 4 ? Decode(parts[1]) : null,
            Connection = parts.Length > 2 ? Decode(parts[0]) : null,
            Index = index,
            Attempt = attempt,
        };
        return true;
    }

    /// <summary>This reference for one child of the array.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public JobReference Child(int index) =>
        index >= 0 ? this with { Index = index, Attempt = null } : throw new ArgumentOutOfRangeException(nameof(index), index, "An index is not negative.");

    /// <summary>The string form; <see cref="Parse"/> reads it back.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(64);
        Encode(text, Provider);
        text.Append(':');
        var depth = Region is not null ? 4 : Connection is not null ? 3 : Queue is not null ? 2 : 1;
        if (depth >= 3)
        {
            Encode(text, Connection);
            text.Append('/');
        }

        if (depth == 4)
        {
            Encode(text, Region);
            text.Append('/');
        }

        if (depth >= 2)
        {
            Encode(text, Queue);
            text.Append('/');
        }

        Encode(text, Id);
        if (Index is not null)
        {
            text.Append('#').Append(Index.Value.ToString(CultureInfo.InvariantCulture));
        }

        if (Attempt is not null)
        {
            text.Append('@').Append(Attempt.Value.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static bool TryCutNumber(ref string text, char mark, int least, out int? number)
    {
        number = null;
        var at = text.IndexOf(mark);
        if (at < 0)
        {
            return true;
        }

        var digits = text.Substring(at + 1);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least)
        {
            return false;
        }

        text = text.Substring(0, at);
        number = value;
        return true;
    }

    private static void Encode(StringBuilder text, string? part)
    {
        foreach (var character in part ?? string.Empty)
        {
            if (character > ' ' && character != 127 && Reserved.IndexOf(character) < 0 && !char.IsWhiteSpace(character))
            {
                text.Append(character);
            }
            else
            {
                foreach (var unit in Encoding.UTF8.GetBytes(character.ToString()))
                {
                    text.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
        }
    }

    private static string? Decode(string part) => part.Length == 0 ? null : Uri.UnescapeDataString(part);
}
