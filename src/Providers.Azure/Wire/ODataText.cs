namespace MultiBatch.Providers.Azure.Wire;

/// <summary>Conditions of lists.</summary>
internal static class ODataText
{
    public static string Literal(string text) => "'" + text.Replace("'", "''") + "'";

    public static string StartsWith(string member, string beginning) => $"startswith({member},{Literal(beginning)})";

    public static string Equal(string member, string value) => $"{member} eq {Literal(value)}";
}
