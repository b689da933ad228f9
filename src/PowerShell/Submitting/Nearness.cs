namespace MultiBatch.PowerShell.Submitting;

/// <summary>Finds the word somebody probably meant.</summary>
internal static class Nearness
{
    /// <summary>The nearest of the words, if it is near: at most a third of the letters differ, or one begins with the other.</summary>
    public static string? Of(string word, IEnumerable<string> words)
    {
        string? best = null;
        var bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in words)
        {
            var near = word.Length >= 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || candidate.Length >= 3 && word.StartsWith(candidate, StringComparison.OrdinalIgnoreCase);
            var distance = near ? 1 : Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var before = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(before[j], row[j - 1]) + 1);
            }

            before = row;
        }

        return before[b.Length];
    }
}
