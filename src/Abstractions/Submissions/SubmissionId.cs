using System.Security.Cryptography;
using System.Text;

namespace MultiBatch.Submissions;

/// <summary>
/// The id of one logical submit: 26 characters of lower-case base32 (128 bits), fit for the id rules of every service.
/// Two submits with the same id are the same submit.
/// </summary>
public readonly struct SubmissionId : IEquatable<SubmissionId>
{
    /// <summary>The length of the text form.</summary>
    public const int Length = 26;

    // Crockford's alphabet: no i, l, o, u. Sorts like the bits.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly string? _text;

    private SubmissionId(string text) => _text = text;

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(SubmissionId left, SubmissionId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(SubmissionId left, SubmissionId right) => !left.Equals(right);

    /// <summary>Makes an id that no other submit has: 48 bits of time in milliseconds, then 80 random ones; later ids sort later.</summary>
    /// <param name="time">The time, from a <see cref="TimeProvider"/>.</param>
    public static SubmissionId New(DateTimeOffset time)
    {
        var bytes = new byte[16];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        var milliseconds = time.ToUnixTimeMilliseconds();
        for (var index = 0; index < 6; index++)
        {
            bytes[index] = (byte)(milliseconds >> (8 * (5 - index)));
        }

        return new SubmissionId(Encode(bytes));
    }

    /// <summary>
    /// The id for a text of the caller's choice. A text that is an id already is taken as it is; any other one, such as
    /// <c>nightly-2026-11-21</c>, is hashed (SHA-256, first 128 bits): the same text always gives the same id.
    /// </summary>
    /// <param name="text">1 to 256 characters.</param>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public static SubmissionId FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 256)
        {
            throw new ArgumentException("A submission id is a text of 1 to 256 characters.", nameof(text));
        }

        if (IsCanonical(text))
        {
            return new SubmissionId(text);
        }

        return new SubmissionId(Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Reads the text form, only that.</summary>
    public static bool TryParse(string? text, out SubmissionId id)
    {
        id = IsCanonical(text) ? new SubmissionId(text!) : default;
        return id._text is not null;
    }

    /// <inheritdoc/>
    public bool Equals(SubmissionId other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SubmissionId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The id: 26 characters.</summary>
    public override string ToString() => _text ?? new string('0', Length);

    private static bool IsCanonical(string? text) =>
        text is { Length: Length } && text[0] is >= '0' and <= '7' && text.All(character => Alphabet.Contains(character));

    private static string Encode(byte[] bytes)
    {
        // 26 digits of 5 bits hold 130: the two highest are zero.
        var text = new char[Length];
        var buffer = 0;
        var bits = 2;
        var position = 0;
        for (var index = 0; index < 16; index++)
        {
            buffer = (buffer << 8) | bytes[index];
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[position++] = Alphabet[(buffer >> bits) & 31];
                buffer &= (1 << bits) - 1;
            }
        }

        return new string(text);
    }
}
