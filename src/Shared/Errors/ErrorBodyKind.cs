namespace MultiBatch.Shared.Errors;

/// <summary>What an error reply consists of.</summary>
internal enum ErrorBodyKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>JSON that could be read.</summary>
    Json,

    /// <summary>XML that could be read.</summary>
    Xml,

    /// <summary>A web page, as proxies and load balancers send it.</summary>
    Html,

    /// <summary>Text of another kind, or JSON or XML that is broken or cut off.</summary>
    Unreadable,
}
