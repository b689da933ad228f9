namespace MultiBatch.Jobs;

/// <summary>
/// The place of a secret, never the secret. Its form is the provider's own: an ARN of Secrets Manager or Parameter Store on AWS,
/// <c>projects/p/secrets/s/versions/v</c> on Google, <c>env:NAME</c> or <c>file:/path</c> of the submitting user on Local.
/// </summary>
public sealed record SecretReference
{
    /// <summary>Creates a reference.</summary>
    /// <param name="source">Where the secret is kept; not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> is empty.</exception>
    public SecretReference(string source)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            throw new ArgumentException("A secret reference names the place of the secret; it cannot be empty.", nameof(source));
        }

        Source = source;
    }

    /// <summary>Where the secret is kept.</summary>
    public string Source { get; }

    /// <summary>The place, as given.</summary>
    public override string ToString() => Source;
}
