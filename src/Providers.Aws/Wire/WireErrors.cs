namespace MultiBatch.Providers.Aws.Wire;

/// <summary>What callers of the wire may ask about an error beyond its code.</summary>
internal static class WireErrors
{
    /// <summary>True when the service does not know the operation (yet): nothing was done, and the older operation may be used.</summary>
    internal static bool IsUnknownOperation(BatchException error) =>
        error is { Code: BatchErrorCode.Unsupported, Effect: BatchEffect.None };
}
