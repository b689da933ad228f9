namespace MultiBatch.Shared.Errors;

/// <summary>Under which names a service puts the parts of an error; the first that is there counts.</summary>
internal sealed record ErrorMembers
{
    /// <summary>An object around the error, as <c>error</c>; null when there is none. It is looked into when it is there.</summary>
    public string? Envelope { get; init; }

    public required IReadOnlyList<string> Code { get; init; }

    public required IReadOnlyList<string> Message { get; init; }

    public IReadOnlyList<string> RequestId { get; init; } = [];
}
