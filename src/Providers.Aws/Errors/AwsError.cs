using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Errors;

/// <summary>An error reply of AWS, understood.</summary>
internal sealed record AwsError
{
    public required BatchErrorCode Code { get; init; }

    public required string Message { get; init; }

    public string? NativeCode { get; init; }

    public string? RequestId { get; init; }

    public bool IsTransient { get; init; }

    public BatchEffect Effect { get; init; }

    public AwsErrorKind Kind { get; init; }

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
        RequestId = RequestId,
    };
}
