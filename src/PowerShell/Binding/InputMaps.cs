using System.Collections;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads pairs: hashtables, objects, or text such as <c>A=1;B=2</c> from a cell.</summary>
internal static class InputMaps
{
    /// <summary>Texts by name; null for nothing.</summary>
    /// <param name="value">A hashtable, or text.</param>
    /// <param name="field">The parameter or column, for messages.</param>
    /// <exception cref="CmdletInputException">A pair has no name, is there twice, or has no value.</exception>
    public static IReadOnlyDictionary<string, string>? Texts(object? value, string field)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (InputValues.Unwrap(value))
        {
            case null:
                return null;
            case IReadOnlyDictionary<string, string> same:
                return same.Count == 0 ? null : same;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    Add(pairs, InputValues.Text(entry.Key), InputValues.Text(entry.Value), field);
                }

                break;
            case string text:
                foreach (var part in text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0))
                {
                    var split = part.IndexOf('=');
                    Add(pairs, split > 0 ? part.Substring(0, split).Trim() : null, split > 0 ? part.Substring(split + 1) : part, field);
                }

                break;
            case var other:
                throw new CmdletInputException($"{field}: a hashtable is expected, as @{{ NAME = 'value' }}, or text, as NAME=value;OTHER=value; a {other.GetType().Name} was given.");
        }

        return pairs.Count == 0 ? null : pairs;
    }

    private static void Add(Dictionary<string, string> pairs, string? name, string? value, string field)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new CmdletInputException($"{field}: a value has no name; write NAME=value.");
        }

        if (pairs.ContainsKey(name!))
        {
            throw new CmdletInputException($"{field}: '{name}' is given twice; give it once.");
        }

        pairs.Add(name!, value ?? throw new CmdletInputException($"{field}: '{name}' has no value; give it one, or leave it out."));
    }
}
