namespace MultiBatch.Emulators.Quirks;

/// <summary>A peculiarity of a service that the emulator imitates, and that can be switched off.</summary>
public sealed class Quirk
{
    internal Quirk(string id, QuirkSource source, string summary, string? reference = null)
    {
        Id = id;
        Source = source;
        Summary = summary;
        Reference = reference;
    }

    /// <summary>The id, as <c>aws.list-default-running</c>.</summary>
    public string Id { get; }

    /// <summary>How it is known.</summary>
    public QuirkSource Source { get; }

    /// <summary>What the service does.</summary>
    public string Summary { get; }

    /// <summary>Where it is said: a page of the documentation, an issue.</summary>
    public string? Reference { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
