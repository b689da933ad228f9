namespace MultiBatch.Providers.Azure.Errors;

/// <summary>What the error codes of Azure Batch mean.</summary>
internal static class AzureErrorCodes
{
    public const string TaskExists = "TaskExists";
    public const string BodyTooLarge = "RequestBodyTooLarge";
    public const string EntityTooLarge = "RequestEntityTooLarge";
    public const string PoolBeingDeleted = "PoolBeingDeleted";
    public const string JobBeingDeleted = "JobBeingDeleted";
    public const string InvalidRange = "InvalidRange";

    private static readonly Dictionary<string, BatchErrorCode> Codes = new(StringComparer.OrdinalIgnoreCase);

    static AzureErrorCodes()
    {
        Add(
            BatchErrorCode.NotFound, "PoolNotFound", "JobNotFound", "TaskNotFound", "NodeNotFound", "FileNotFound", "JobScheduleNotFound", "ResourceNotFound",
            "TaskFilesUnavailable", "TaskFilesCleanedup", "AccountNotFound", "NotFound");
        Add(BatchErrorCode.AlreadyExists, "PoolExists", "JobExists", TaskExists, "JobScheduleExists", "ResourceAlreadyExists");
        Add(
            BatchErrorCode.Conflict, PoolBeingDeleted, JobBeingDeleted, "PoolBeingCreated", "PoolBeingResized", "PoolNotEligibleForOSVersionUpgrade",
            "JobCompleted", "JobBeingTerminated", "JobNotActive", "JobDisabled", "JobEnabled", "JobNotDisabled", "TaskCompleted", "TaskNotCompleted", "TaskIsActive", "TaskIsRunning",
            "TaskSucceeded", "OperationInvalidForCurrentState", "ConditionNotMet", "NodeNotReady", "NodeBeingReimaged", "NodeBeingRebooted", "JobScheduleBeingDeleted",
            "AutoScaleNotEnabled", "PoolNotAutoScaleEnabled", "AutoScalingEnabled", "PoolVersionEqualsUpgradeVersion", "Conflict");
        Add(
            BatchErrorCode.QuotaExceeded, "ActiveJobAndScheduleQuotaReached", "PoolQuotaReached", "AccountCoreQuotaReached", "AccountLowPriorityCoreQuotaReached",
            "AccountVMSeriesCoreQuotaReached", "AccountSpotCoreQuotaReached", "CertificateQuotaReached");
        Add(BatchErrorCode.NoCapacity, "AllocationFailed", "AllocationTimedOut", "UnallocatableRequestOptions", "OverconstrainedAllocationRequestError");
        Add(
            BatchErrorCode.InvalidSpec, "InvalidPropertyValue", "InvalidRequestBody", "InvalidQueryParameterValue", "MissingRequiredProperty", "MissingRequiredQueryParameter",
            "OutOfRangePriority", "OutOfRangeInput", "OutOfRangeQueryParameterValue", BodyTooLarge, EntityTooLarge, "InvalidUri", "InvalidInput", "UnsupportedProperty",
            "InvalidHeaderValue", "UnsupportedHeader", "UnsupportedQueryParameter", "TaskDependenciesNotSpecifiedOnJob", "TaskDependencyListTooLong", "InvalidAutoScalingSettings",
            "InvalidApplicationPackageReferences", "AutoScalingFormulaEvaluationError", "AutoScalingFormulaSyntaxError", "AutoScaleFormulaTooLong", "CertificateRetired", "InvalidConstraintValue",
            "InvalidMetadata", "MissingContentLengthHeader", "RequestUrlFailedToParse", "EmptyMetadataKey", "InvalidHttpVerb", "MultipleConditionHeadersNotSupported", InvalidRange);
        Add(BatchErrorCode.Unauthenticated, "AuthenticationFailed", "InvalidAuthenticationInfo", "AuthenticationErrorDetail", "Unauthorized");
        Add(BatchErrorCode.PermissionDenied, "Forbidden", "AuthorizationFailure", "InsufficientAccountPermissions", "AccountIsDisabled", "InsufficientPermissions");
        Add(BatchErrorCode.Throttled, "TooManyRequests", "ServerBusy", "TooManyEnableAutoScaleRequests");
        Add(BatchErrorCode.Timeout, "OperationTimedOut");
        Add(BatchErrorCode.Unavailable, "InternalError", "ServiceUnavailable");
        Add(BatchErrorCode.Unsupported, "UnsupportedRequestVersion", "UnsupportedHttpVerb", "UnsupportedHttpVersion", "NotImplemented");
    }

    /// <summary>Null for a code that is not in the table.</summary>
    internal static BatchErrorCode? Find(string code) => Codes.TryGetValue(code, out var found) ? found : null;

    /// <summary>What a status alone says, when there is no code, or none that anybody knows.</summary>
    internal static BatchErrorCode OfStatus(int status) => status switch
    {
        400 or 413 or 416 => BatchErrorCode.InvalidSpec,
        401 => BatchErrorCode.Unauthenticated,
        403 => BatchErrorCode.PermissionDenied,
        404 or 410 => BatchErrorCode.NotFound,
        408 => BatchErrorCode.Timeout,
        409 or 412 => BatchErrorCode.Conflict,
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
