namespace MultiBatch.Planning;

/// <summary>A request that a submit would send, secrets left out.</summary>
public sealed record NativeRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="operation">The operation, as <c>POST /v1/submitjob</c> or <c>local submit</c>.</param>
    /// <param name="body">The body as JSON text; null when it has none.</param>
    public NativeRequest(string operation, string? body)
    {
        Operation = operation;
        Body = body;
    }

    /// <summary>The operation.</summary>
    public string Operation { get; }

    /// <summary>The body as JSON text; null when it has none.</summary>
    public string? Body { get; }
}
