namespace MultiBatch.PowerShell.Packaging.Help;

/// <summary>How a parameter binds in some parameter sets. As the code declares it; a test holds the two together.</summary>
internal sealed record HelpBinding
{
    public const string AllSets = "(All)";

    public required string Type { get; init; }

    public required string Sets { get; init; }

    public string Aliases { get; init; } = string.Empty;

    public bool Required { get; init; }

    public string Position { get; init; } = "Named";

    /// <summary><c>False</c>, <c>True (ByValue)</c>, <c>True (ByPropertyName)</c> or <c>True (ByPropertyName, ByValue)</c>.</summary>
    public string Pipeline { get; init; } = "False";

    public bool Wildcards { get; init; }

    public bool IsIn(string set) => Sets == AllSets || Sets.Split(", ").Contains(set, StringComparer.Ordinal);
}
