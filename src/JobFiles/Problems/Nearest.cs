namespace MultiBatch.JobFiles.Problems;

/// <summary>Finds the known word somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The known word nearest to <paramref name="word"/>, or null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var squeezed = Squeeze(word);
        if (squeezed.Length is < 3 or > 64)
        {
            // One slip turns any short word into any other.
            return known.FirstOrDefault(candidate => squeezed.Length > 0 && Squeeze(candidate) == squeezed);
        }

        string? best = null;
        var least = (squeezed.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(squeezed, Squeeze(candidate), least);
            if (distance < least)
            {
                best = candidate;
                least = distance;
            }
        }

        return best;
    }

    /// <summary>A word without what people write differently: case, hyphens, underscores, dots and spaces.</summary>
    public static string Squeeze(string word) =>
        string.Concat(word.Where(character => character is not ('-' or '_' or ' ' or '.'))).ToLowerInvariant();

    /// <summary>
    /// How many slips lie between two words: a letter too many, missing, wrong, or two neighbours swapped (Damerau-Levenshtein, each
    /// stretch changed at most once). Values at or above <paramref name="limit"/> are not exact.
    /// </summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
        {
            return limit;
        }

        var beforeLast = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var wrong = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + wrong);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
