namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>The sources of the job's secrets that only the submitting process can read.</summary>
internal sealed record SecretSourcesReply
{
    public required IReadOnlyList<string> Sources { get; init; }
}
