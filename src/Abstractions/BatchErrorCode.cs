namespace MultiBatch;

/// <summary>
/// What went wrong, the same on every provider. Callers branch on this value, never on message text.
/// The numbers are frozen: a new code gets a new number.
/// </summary>
public enum BatchErrorCode
{
    /// <summary>The provider reported something that none of the other codes describes.</summary>
    Provider = 0,

    /// <summary>The job, environment, queue or definition as written can never be accepted; the same request fails again.</summary>
    InvalidSpec = 1,

    /// <summary>The provider cannot do what was asked; the plan names the nearest alternative.</summary>
    Unsupported = 2,

    /// <summary>The named resource does not exist, or its history has been deleted.</summary>
    NotFound = 3,

    /// <summary>A different resource with this name or id exists.</summary>
    AlreadyExists = 4,

    /// <summary>The resource is in a state that does not allow the operation, or it changed since it was read.</summary>
    Conflict = 5,

    /// <summary>The caller is known but may not do this.</summary>
    PermissionDenied = 6,

    /// <summary>The caller's credentials are missing, expired, revoked or wrong.</summary>
    Unauthenticated = 7,

    /// <summary>An account or service limit is used up; waiting alone does not help.</summary>
    QuotaExceeded = 8,

    /// <summary>The provider has no machines of the wanted kind at the moment.</summary>
    NoCapacity = 9,

    /// <summary>Too many requests; the same request may pass later.</summary>
    Throttled = 10,

    /// <summary>No answer came in the time allowed.</summary>
    Timeout = 11,

    /// <summary>The service, or the way to it, is out of order for the moment.</summary>
    Unavailable = 12,

    /// <summary>
    /// It could not be found out whether a submit was applied. Nothing was sent again;
    /// repeating the submit with the same submission id settles it.
    /// </summary>
    SubmissionUnknown = 13,
}
