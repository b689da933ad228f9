namespace MultiBatch.Catalogue;

/// <summary>Names of what the client keeps for services that do not: each is also the name of a document.</summary>
internal static class CatalogueNames
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 128 letters, digits, hyphens and underscores";

    public static bool IsName(string? name) =>
        name is { Length: >= 1 and <= 128 }
        && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');

    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when it is no name.</exception>
    public static void Check(string what, string name)
    {
        if (!IsName(name))
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"'{name}' cannot be the name of {what}: it has to be {Rule}.") { Resource = "/name" };
        }
    }
}
