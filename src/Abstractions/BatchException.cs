namespace MultiBatch;

/// <summary>
/// The one exception of MultiBatch. Cancellation (<see cref="OperationCanceledException"/>) and argument errors
/// (<see cref="ArgumentException"/>) are never wrapped in it.
/// </summary>
public sealed class BatchException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="message">What happened, to which resource, and what to try. Never holds a secret.</param>
    /// <param name="innerException">The native error, if there is one.</param>
    public BatchException(BatchErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>What went wrong.</summary>
    public BatchErrorCode Code { get; }

    /// <summary>True when the same call may pass later without any change. Default: false.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the service asked to wait before the next try; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the failed call changed anything. Default: <see cref="BatchEffect.None"/>.</summary>
    public BatchEffect Effect { get; init; }

    /// <summary>The job, queue, environment, definition or spec field (a JSON Pointer) the error is about; null when none.</summary>
    public string? Resource { get; init; }

    /// <summary>The provider that reported the error, for example <c>local</c> or <c>aws</c>; null for errors of the client itself.</summary>
    public string? Provider { get; init; }

    /// <summary>The service's own error code, unchanged; null when it gave none.</summary>
    public string? NativeCode { get; init; }

    /// <summary>The service's id of the failed request, to quote to its support; null when it gave none.</summary>
    public string? RequestId { get; init; }
}
