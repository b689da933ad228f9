namespace MultiBatch.Providers.Google.Errors;

/// <summary>What the canonical codes (google.rpc.Code) mean.</summary>
internal static class GoogleErrorCodes
{
    private static readonly string[] ByNumber =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <summary>The name of a code that an operation gives by number; null for an unknown one.</summary>
    internal static string? NameOf(int? number) => number is { } value && value > 0 && value < ByNumber.Length ? ByNumber[value] : null;

    /// <summary>Null for a code that is not in the table.</summary>
    internal static BatchErrorCode? Find(string? code, ErrorDetails details) => code switch
    {
        "INVALID_ARGUMENT" or "OUT_OF_RANGE" => BatchErrorCode.InvalidSpec,
        "NOT_FOUND" => BatchErrorCode.NotFound,
        "ALREADY_EXISTS" => BatchErrorCode.AlreadyExists,
        "FAILED_PRECONDITION" or "ABORTED" => BatchErrorCode.Conflict,
        "PERMISSION_DENIED" => BatchErrorCode.PermissionDenied,
        "UNAUTHENTICATED" => BatchErrorCode.Unauthenticated,
        // Rates and quotas share a code; only the details tell them apart.
        "RESOURCE_EXHAUSTED" => details.HasQuotaFailure && details.Reason != "RATE_LIMIT_EXCEEDED" ? BatchErrorCode.QuotaExceeded : BatchErrorCode.Throttled,
        "UNIMPLEMENTED" => BatchErrorCode.Unsupported,
        "DEADLINE_EXCEEDED" => BatchErrorCode.Timeout,
        "UNAVAILABLE" or "INTERNAL" or "UNKNOWN" or "CANCELLED" => BatchErrorCode.Unavailable,
        "DATA_LOSS" => BatchErrorCode.Provider,
        _ => null,
    };

    /// <summary>What a status alone says, when there is no code, or none that anybody knows.</summary>
    internal static BatchErrorCode OfStatus(int status) => status switch
    {
        400 or 413 => BatchErrorCode.InvalidSpec,
        401 => BatchErrorCode.Unauthenticated,
        403 => BatchErrorCode.PermissionDenied,
        // Without a word of the service's, a path that nobody serves: a front end, or another endpoint.
        404 => BatchErrorCode.Unsupported,
        408 => BatchErrorCode.Timeout,
        409 => BatchErrorCode.Conflict,
        429 => BatchErrorCode.Throttled,
        499 => BatchErrorCode.Unavailable,
        >= 500 => BatchErrorCode.Unavailable,
        _ => BatchErrorCode.Provider,
    };
}
