namespace MultiBatch.Emulators.Google.Wire;

/// <summary>An enumeration of the API. The number of a word is its place.</summary>
internal sealed record EnumType(string Name, IReadOnlyList<string> Words)
{
    /// <summary>The number of a word; -1 for one that is not there.</summary>
    public int NumberOf(string word)
    {
        for (var number = 0; number < Words.Count; number++)
        {
            if (Words[number] == word)
            {
                return number;
            }
        }

        return -1;
    }
}
