namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A <see cref="BatchException"/> that can be written.</summary>
internal sealed record EngineError
{
    public required BatchErrorCode Code { get; init; }

    public required string Message { get; init; }

    public bool IsTransient { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public BatchEffect Effect { get; init; }

    public string? Resource { get; init; }

    public string? NativeCode { get; init; }

    public string? RequestId { get; init; }

    public static EngineError From(BatchException error) => new()
    {
        Code = error.Code,
        Message = error.Message,
        IsTransient = error.IsTransient,
        RetryAfter = error.RetryAfter,
        Effect = error.Effect,
        Resource = error.Resource,
        NativeCode = error.NativeCode,
        RequestId = error.RequestId,
    };

    public BatchException ToException() => new(Code, Message)
    {
        IsTransient = IsTransient,
        RetryAfter = RetryAfter,
        Effect = Effect,
        Resource = Resource,
        Provider = LocalProviderName.Value,
        NativeCode = NativeCode,
        RequestId = RequestId,
    };
}
