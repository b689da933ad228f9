using System.Globalization;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Which part of a job a native job is, where one is not enough: an array of more than 10,000 children, or children with environments of their
/// own. In a tag: <c>0/12:10000</c>, the first of 12 parts of at most 10,000 children.
/// </summary>
internal sealed record JobPart
{
    /// <summary>The number of the part, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Count { get; init; }

    /// <summary>How many children each part but the last has.</summary>
    public required int Size { get; init; }

    public static JobPart? Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split('/', ':');
        return parts.Length == 3 && Number0(parts[0], out var number) && Number0(parts[1], out var count) && Number0(parts[2], out var size)
            && number < count && size > 0
            ? new JobPart { Number = number, Count = count, Size = size }
            : null;

        static bool Number0(string digits, out int value) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}:{Size}");
}
