using MultiBatch.Planning;

namespace MultiBatch.PowerShell.Planning;

/// <summary>A request that a submit would send, secrets left out.</summary>
public sealed class BatchRequest
{
    internal BatchRequest(NativeRequest request)
    {
        Operation = request.Operation;
        Body = request.Body;
    }

    /// <summary>The operation of the service.</summary>
    public string Operation { get; }

    /// <summary>The body, as JSON; null when there is none.</summary>
    public string? Body { get; }

    /// <summary>The operation.</summary>
    public override string ToString() => Operation;
}
