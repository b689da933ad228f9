namespace MultiBatch.Providers.Aws.Errors;

/// <summary>
/// What a ClientException is about. AWS Batch has this one code for whatever a caller did wrong; only its message tells, so it is looked at
/// here, once, and nowhere else.
/// </summary>
internal static class ClientMessages
{
    private static readonly (string Part, BatchErrorCode Code)[] Parts =
    [
        ("already exists", BatchErrorCode.AlreadyExists),
        ("is not authorized to perform", BatchErrorCode.PermissionDenied),
        ("does not exist", BatchErrorCode.NotFound),
        ("not found", BatchErrorCode.NotFound),
        ("could not be found", BatchErrorCode.NotFound),
        ("unable to find", BatchErrorCode.NotFound),
        ("being modified", BatchErrorCode.Conflict),
        ("found existing jobqueue relationship", BatchErrorCode.Conflict),
        ("must be disabled", BatchErrorCode.Conflict),
        ("is not valid", BatchErrorCode.InvalidSpec),
        ("not in a valid state", BatchErrorCode.Conflict),
        ("in state disabled", BatchErrorCode.Conflict),
        ("is disabled", BatchErrorCode.Conflict),
        ("is not enabled", BatchErrorCode.Conflict),
        ("too many requests", BatchErrorCode.Throttled),
        ("rate exceeded", BatchErrorCode.Throttled),
        ("limit exceeded", BatchErrorCode.QuotaExceeded),
        ("limit has been reached", BatchErrorCode.QuotaExceeded),
        ("reached the maximum", BatchErrorCode.QuotaExceeded),
        ("reached the limit", BatchErrorCode.QuotaExceeded),
        ("exceeds the limit of", BatchErrorCode.QuotaExceeded),
    ];

    internal static BatchErrorCode CodeOf(string? message)
    {
        if (message is not null)
        {
            foreach (var (part, code) in Parts)
            {
                if (message.Contains(part, StringComparison.OrdinalIgnoreCase))
                {
                    return code;
                }
            }
        }

        return BatchErrorCode.InvalidSpec;
    }
}
