namespace MultiBatch.Shared.Errors;

/// <summary>What the body of an error reply says.</summary>
internal sealed record ErrorBody
{
    public required ErrorBodyKind Kind { get; init; }

    /// <summary>The service's error code, unchanged; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The service's message; null when there is none.</summary>
    public string? Message { get; init; }

    /// <summary>The id of the request, where the body names one.</summary>
    public string? RequestId { get; init; }

    /// <summary>What to say of the body when it has no message.</summary>
    public string Description => Kind switch
    {
        ErrorBodyKind.Empty => "without a word",
        ErrorBodyKind.Html => "with a web page, which something on the way to the service has sent",
        ErrorBodyKind.Unreadable => "with a text that is broken, cut off or no error of the service",
        _ => "without a message",
    };
}
