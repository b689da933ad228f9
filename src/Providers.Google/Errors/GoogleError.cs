using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Errors;

/// <summary>An error reply of Google, understood.</summary>
internal sealed record GoogleError
{
    public required BatchErrorCode Code { get; init; }

    public required string Message { get; init; }

    public string? NativeCode { get; init; }

    public bool IsTransient { get; init; }

    public BatchEffect Effect { get; init; }

    /// <summary>How long the body asks to wait; null when it does not.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <param name="call">What the error is about.</param>
    /// <param name="mayPassNow">Whether something has been mended meanwhile, so that the same call may pass.</param>
    /// <param name="retryAfter">How long the service asks to wait.</param>
    public BatchException ToException(HttpCall call, bool mayPassNow, TimeSpan? retryAfter) => new(Code, Message)
    {
        IsTransient = IsTransient || mayPassNow,
        RetryAfter = retryAfter,
        Effect = Effect,
        Resource = call.Resource,
        Provider = call.Provider,
        NativeCode = NativeCode,
    };
}
