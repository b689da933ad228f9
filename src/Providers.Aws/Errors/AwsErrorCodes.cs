namespace MultiBatch.Providers.Aws.Errors;

/// <summary>
/// What the error codes of AWS mean. AWS Batch itself documents two, ClientException and ServerException; the others come from what stands
/// before it, or from the other services (the "common errors" of each service's API reference, and replies that users reported).
/// </summary>
internal static class AwsErrorCodes
{
    private static readonly Dictionary<string, BatchErrorCode> Codes = new(StringComparer.Ordinal);

    static AwsErrorCodes()
    {
        Add(
            BatchErrorCode.Throttled, "TooManyRequestsException", "ThrottlingException", "Throttling", "ThrottledException", "RequestThrottled",
            "RequestThrottledException", "RequestLimitExceeded", "SlowDown", "PriorRequestNotComplete", "BandwidthLimitExceeded", "EC2ThrottledException");
        Add(BatchErrorCode.PermissionDenied, "AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationErrorException");
        Add(
            BatchErrorCode.Unauthenticated, "ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId",
            "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature", "IncompleteSignatureException", "InvalidAccessKeyId",
            "AuthFailure", "InvalidToken", "TokenRefreshRequired", "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture", "OptInRequired",
            "NotSignedUp", "MissingAuthenticationToken");
        Add(
            BatchErrorCode.Unavailable, "ServerException", "InternalFailure", "InternalServerError", "InternalServerException", "InternalServiceException",
            "ServiceUnavailable", "ServiceUnavailableException", "RequestTimeout", "RequestTimeoutException", "AuthorizerConfigurationException");
        Add(BatchErrorCode.NotFound, "ResourceNotFoundException", "NotFoundException", "ResourceNotFound");
        Add(BatchErrorCode.AlreadyExists, "ResourceAlreadyExistsException", "EntityAlreadyExists");
        Add(BatchErrorCode.Conflict, "ConflictException", "OperationAbortedException", "ResourceInUseException");
        Add(BatchErrorCode.QuotaExceeded, "LimitExceededException", "ServiceQuotaExceededException", "LimitExceeded");
        Add(
            BatchErrorCode.InvalidSpec, "ValidationException", "ValidationError", "InvalidParameterException", "InvalidParameterValue",
            "InvalidParameterCombination", "MissingParameter", "InvalidQueryParameter", "MalformedQueryString", "SerializationException",
            "RequestEntityTooLargeException", "InvalidRequestException");
        // The gateway answers a path that it does not know with a missing token, although requests are always signed.
        Add(BatchErrorCode.Unsupported, "UnknownOperationException", "UnknownOperation", "InvalidAction", "MissingAuthenticationTokenException", "UnsupportedOperation");
    }

    /// <summary>Null for a code that is not in the table.</summary>
    internal static BatchErrorCode? Find(string code) => Codes.TryGetValue(code, out var found) ? found : null;

    /// <summary>What a status alone says, when there is no code, or none that anybody knows.</summary>
    internal static BatchErrorCode OfStatus(int status) => status switch
    {
        401 => BatchErrorCode.Unauthenticated,
        403 => BatchErrorCode.PermissionDenied,
        404 => BatchErrorCode.Unsupported,
        408 => BatchErrorCode.Timeout,
        413 => BatchErrorCode.InvalidSpec,
        429 => BatchErrorCode.Throttled,
        >= 500 => BatchErrorCode.Unavailable,
        _ => BatchErrorCode.Provider,
    };

    private static void Add(BatchErrorCode code, params string[] names)
    {
        foreach (var name in names)
        {
            Codes.Add(name, code);
        }
    }
}
