namespace MultiBatch.Client.Tests.Fakes;

/// <summary>Errors as services give them.</summary>
internal static class Faults
{
    public static BatchException Throttled(TimeSpan? retryAfter = null) =>
        new(BatchErrorCode.Throttled, "Too many requests.") { IsTransient = true, RetryAfter = retryAfter };

    public static BatchException Refused() => new(BatchErrorCode.Unavailable, "The connection was refused.") { IsTransient = true };

    public static BatchException ReplyLost() =>
        new(BatchErrorCode.Unavailable, "The connection was reset.") { IsTransient = true, Effect = BatchEffect.Unknown };

    public static BatchException Denied() => new(BatchErrorCode.PermissionDenied, "You may not do this.");
}
