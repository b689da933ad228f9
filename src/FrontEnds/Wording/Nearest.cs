namespace MultiBatch.FrontEnds.Wording;

/// <summary>Finds the word somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The nearest of the words, if it is near: at most a third of the letters differ, or one begins with the other. Leading hyphens do not count.</summary>
    public static string? To(string word, IEnumerable<string> words)
    {
        string? best = null;
        var wanted = word.TrimStart('-');
        var bestDistance = Math.Max(1, wanted.Length / 3) + 1;
        foreach (var candidate in words)
        {
            var known = candidate.TrimStart('-');
            var begins = (wanted.Length >= 2 && known.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                || (known.Length >= 3 && wanted.StartsWith(known, StringComparison.OrdinalIgnoreCase));
            var distance = begins ? 1 : Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>The end of a sentence that asks for the nearest word: <c>; did you mean 'spot'?</c>. Empty when none is near.</summary>
    public static string Question(string word, IEnumerable<string> words) => To(word, words) is { } nearest ? $"; did you mean '{nearest}'?" : string.Empty;

    // Optimal string alignment: insertions, deletions, changes and swaps of neighbours each cost one.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
