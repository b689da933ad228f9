namespace MultiBatch.Emulators.Google.Filters;

/// <summary>Places of words, whatever their case.</summary>
internal static class WordOrder
{
    public static int IndexOfWord(this IReadOnlyList<string> words, string word)
    {
        for (var place = 0; place < words.Count; place++)
        {
            if (string.Equals(words[place], word, StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return -1;
    }
}
