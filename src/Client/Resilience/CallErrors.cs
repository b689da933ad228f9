using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Resilience;

/// <summary>The errors of calls, brought to the one exception there is.</summary>
internal static class CallErrors
{
    /// <summary>What a failed call is reported as. A <see cref="BatchException"/> stays the object it is.</summary>
    public static BatchException From(Exception exception, CallKind kind, string provider, string operation, TimeSpan? timeout)
    {
        if (exception is BatchException known)
        {
            return known;
        }

        // Nobody can tell whether a change got through before its call broke.
        var effect = kind == CallKind.Read ? BatchEffect.None : BatchEffect.Unknown;
        return exception is OperationCanceledException
            ? new BatchException(
                BatchErrorCode.Timeout,
                timeout is { } limit
                    ? $"{provider} did not answer '{operation}' within {DurationText.Format(limit)}."
                    : $"The call '{operation}' to {provider} was given up by the provider.",
                exception)
            {
                IsTransient = true, Effect = effect, Provider = provider,
            }
            : new BatchException(
                BatchErrorCode.Provider, $"The call '{operation}' to {provider} failed: {exception.Message}", exception)
            {
                Effect = effect, Provider = provider,
            };
    }

    /// <summary>The same error, known to have changed nothing.</summary>
    public static BatchException WithoutEffect(BatchException error) =>
        error.Effect == BatchEffect.None ? error : new BatchException(error.Code, error.Message, error)
        {
            IsTransient = error.IsTransient,
            RetryAfter = error.RetryAfter,
            Effect = BatchEffect.None,
            Resource = error.Resource,
            Provider = error.Provider,
            NativeCode = error.NativeCode,
            RequestId = error.RequestId,
        };

    public static BatchException JobNotFound(JobReference reference, string provider) =>
        new(BatchErrorCode.NotFound, $"There is no job {reference}, or its history is gone.") { Resource = reference.ToString(), Provider = provider };

    public static BatchException SubmissionUnknown(SubmissionId id, string provider, string why, Exception? inner) =>
        new(
            BatchErrorCode.SubmissionUnknown,
            $"Whether submission {id} was accepted is not known: {why} Nothing was sent again; submit once more with this submission id to settle it.",
            inner)
        {
            Effect = BatchEffect.Unknown, IsTransient = true, Resource = id.ToString(), Provider = provider,
        };

    /// <summary>One error for several jobs.</summary>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="what">The beginning of the message, as <c>The ends of</c>.</param>
    public static BatchException OfMany(IReadOnlyList<BatchException> errors, string what) => errors.Count == 1 ? errors[0] : new(
        errors[0].Code,
        $"{what} {errors.Count} jobs are not known: {string.Join(" ", errors.Take(5).Select(error => error.Message))}{(errors.Count > 5 ? " …" : string.Empty)}",
        errors[0])
    {
        IsTransient = errors.All(error => error.IsTransient), Provider = errors[0].Provider, Resource = errors[0].Resource,
    };
}
