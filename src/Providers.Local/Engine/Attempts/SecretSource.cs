namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>The two forms of a reference to a secret: <c>env:NAME</c>, of the submitting process, and <c>file:/path</c>.</summary>
internal static class SecretSource
{
    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";

    /// <summary>The name of the variable; null for another form.</summary>
    public static string? VariableOf(string source) => After(source, EnvironmentPrefix);

    /// <summary>The path; null for another form.</summary>
    public static string? FileOf(string source) => After(source, FilePrefix);

    private static string? After(string source, string prefix) =>
        source.StartsWith(prefix, StringComparison.Ordinal) && source.Length > prefix.Length ? source.Substring(prefix.Length) : null;
}
