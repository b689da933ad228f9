using MultiBatch.Submissions;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>The id of a job: its submission id, in the 16 bytes that the 26 characters stand for.</summary>
internal readonly struct JobKey : IEquatable<JobKey>
{
    /// <summary>The characters of its text.</summary>
    public const int TextLength = SubmissionId.Length;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int BitsPerCharacter = 5;
    private const int WordBits = 64;

    private const byte NoValue = byte.MaxValue;

    // By character: a snapshot may hold a million ids.
    private static readonly byte[] Values = [.. Enumerable.Range(0, 'z' + 1).Select(character => Alphabet.IndexOf((char)character) is >= 0 and var value ? (byte)value : NoValue)];

    private readonly ulong _high;
    private readonly ulong _low;

    private JobKey(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>Reads the text form of a submission id, only that.</summary>
    public static bool TryParse(string? text, out JobKey key)
    {
        key = default;
        if (!SubmissionId.TryParse(text, out _))
        {
            return false;
        }

        key = Parse(text!, 0);
        return true;
    }

    /// <summary>Reads a key that is somewhere in a text and was written by <see cref="ToString"/>.</summary>
    public static JobKey Parse(string text, int start)
    {
        ulong high = 0;
        ulong low = 0;
        for (var place = start; place < start + TextLength; place++)
        {
            var value = text[place] < Values.Length ? Values[text[place]] : NoValue;
            high = (high << BitsPerCharacter) | (low >> (WordBits - BitsPerCharacter));
            low = (low << BitsPerCharacter) | (value != NoValue ? value : throw new FormatException($"'{text[place]}' is in no id of a job."));
        }

        return new JobKey(high, low);
    }

    /// <summary>As <see cref="TryParse"/>, for text that was written by <see cref="ToString"/>.</summary>
    public static JobKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not the id of a job.");

    public bool Equals(JobKey other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is JobKey other && Equals(other);

    // The low half is random.
    public override int GetHashCode() => _low.GetHashCode();

    public override string ToString()
    {
        var text = new char[SubmissionId.Length];
        var high = _high;
        var low = _low;
        for (var position = text.Length - 1; position >= 0; position--)
        {
            text[position] = Alphabet[(int)(low & 31)];
            low = (low >> BitsPerCharacter) | (high << (WordBits - BitsPerCharacter));
            high >>= BitsPerCharacter;
        }

        return new string(text);
    }
}
