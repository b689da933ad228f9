using MultiBatch.JobFiles.Problems;

namespace MultiBatch.JobFiles.Reading;

/// <summary>The rules for keys of the user's own that hold on every provider. A provider's stricter ones are its limits, checked in the plan.</summary>
internal static class Names
{
    private const int LongestLabel = 128;

    /// <summary>What is wrong with the name of an environment variable; null when nothing is.</summary>
    public static string? EnvironmentVariable(string name) =>
        name.Length == 0 ? "an environment variable needs a name."
        // What follows '=' may be a secret: it is not shown.
        : name.Contains('=') ? $"{Quote.Text(name.Substring(0, name.IndexOf('=') + 1))} is no name of an environment variable: it holds '='; write 'NAME: value'."
        : name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ?
            $"{Quote.Text(name)} is no name of an environment variable: it holds white space; use letters, digits and underscores."
        : name.StartsWith(RuntimeVariables.Prefix, StringComparison.OrdinalIgnoreCase) ?
            $"{Quote.Text(name)}: names that begin with {RuntimeVariables.Prefix} are set for every task; choose another name."
        : null;

    /// <summary>What is wrong with the name of a label; null when nothing is.</summary>
    public static string? Label(string name) =>
        string.IsNullOrWhiteSpace(name) ? "a label needs a name."
        : name.Any(char.IsControl) ? $"{Quote.Text(name)} is no name of a label: it holds a line break or a control character."
        : name.Length > LongestLabel ? $"{Quote.Text(name)} is no name of a label: it has {name.Length} characters, the most are {LongestLabel}."
        : null;

    /// <summary>What is wrong with the name of a parameter; null when nothing is.</summary>
    public static string? Parameter(string name) =>
        name.Length == 0 ? "a parameter needs a name."
        : name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ?
            $"{Quote.Text(name)} is no name of a parameter: it holds white space."
        : null;

    /// <summary>What is wrong with the name of a provider; null when nothing is.</summary>
    public static string? Provider(string name) =>
        string.IsNullOrWhiteSpace(name) ? "a native section is named after its provider, such as aws, azure, google or local." : null;
}
