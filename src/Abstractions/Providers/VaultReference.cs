namespace MultiBatch.Providers;

/// <summary>
/// The place of a secret in a vault, never the secret: what a saved connection holds in its stead. Written <c>vault:NAME</c> for the default
/// vault, or <c>vault:VAULT/NAME</c>.
/// </summary>
public sealed record VaultReference
{
    private const string Prefix = "vault:";

    private VaultReference(string? vault, string name)
    {
        Vault = vault;
        Name = name;
    }

    /// <summary>The vault; null for the default one.</summary>
    public string? Vault { get; }

    /// <summary>The name of the secret.</summary>
    public string Name { get; }

    /// <summary>Whether a text is meant as a reference, well formed or not.</summary>
    /// <param name="text">The text.</param>
    public static bool IsMeant(string? text) => text?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reference">The reference; null when the text is none.</param>
    /// <returns>False when the text is no reference, or has an empty part or more than two.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out VaultReference? reference)
    {
        reference = null;
        if (!IsMeant(text))
        {
            return false;
        }

        var parts = text!.Substring(Prefix.Length).Split('/');
        if (parts.Length > 2 || parts.Any(part => part.Trim().Length == 0 || part.Any(char.IsControl)))
        {
            return false;
        }

        reference = new VaultReference(parts.Length == 2 ? parts[0].Trim() : null, parts[^1].Trim());
        return true;
    }

    /// <summary>The reference, as it is written.</summary>
    public override string ToString() => Prefix + (Vault is null ? Name : $"{Vault}/{Name}");
}
