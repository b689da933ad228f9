using System.Text.RegularExpressions;

namespace MultiBatch.Connections;

/// <summary>Recognises what looks like a secret, by the name of a field or by the shape of a value.</summary>
internal static class SecretShapes
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly string[] NamesOfSecrets =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "sas", "connectionstring",
        "apikey", "accesskey", "accesskeyid", "accountkey", "privatekey", "secretkey", "sharedkey", "authkey", "batchkey", "storagekey", "masterkey",
    ];

    private static readonly (Regex Shape, string Kind)[] Shapes =
    [
        (new Regex("-----BEGIN [A-Z ]*PRIVATE KEY", Options), "a private key"),
        (new Regex("\"private_key\"", Options), "a service account key"),
        (new Regex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b", Options), "an AWS access key"),
        (new Regex(@"^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9/+]{40}$", Options), "an AWS secret access key"),
        (new Regex(@"^[A-Za-z0-9+/]{86}==$", Options), "an Azure account key"),
        (new Regex(@"^[A-Za-z0-9~_.-]{3}[0-9]Q~[A-Za-z0-9~_.-]{31,34}$", Options), "an Azure client secret"),
        (new Regex(@"(^|;)\s*(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)\s*=", Options | RegexOptions.IgnoreCase), "a connection string"),
        (new Regex(@"(^|[?&])sig=", Options | RegexOptions.IgnoreCase), "a shared access signature (SAS)"),
        (new Regex(@"^AIza[0-9A-Za-z_-]{35}$", Options), "a Google API key"),
        (new Regex(@"\bya29\.[0-9A-Za-z_-]+", Options), "a Google access token"),
        (new Regex(@"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.", Options), "a token"),
        (new Regex(@"^Bearer\s", Options | RegexOptions.IgnoreCase), "a token"),
        (new Regex(@"\bgh[pousr]_[A-Za-z0-9]{36}", Options), "a token"),
        (new Regex(@"^[a-z][a-z0-9+.-]*://[^/@\s]*:[^/@\s]+@", Options | RegexOptions.IgnoreCase), "a URL with a password"),
    ];

    /// <summary>Whether a field called so holds a password, a key or a token, by its last words: a <c>tokenFile</c> holds none.</summary>
    public static bool IsNameOfSecret(string name)
    {
        var letters = new string(name.Where(char.IsLetterOrDigit).ToArray()).ToLowerInvariant();
        return letters == "key" || NamesOfSecrets.Any(ending => letters.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>What a value looks like, in words; null when it looks like no secret.</summary>
    public static string? KindOf(string value)
    {
        foreach (var (shape, kind) in Shapes)
        {
            if (shape.IsMatch(value))
            {
                return kind;
            }
        }

        return null;
    }
}
