using Amazon.Runtime;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>What to say when the vendor's chain finds no credentials.</summary>
internal static class CredentialErrors
{
    internal static BatchException Create(Exception exception, SharedProfile profile)
    {
        // The chain wraps what the service said in words of its own.
        var refusal = Find<AmazonServiceException>(exception);
        var (message, isTransient) = exception switch
        {
            // The words of a program of the user's own may hold what it was to keep.
            ProcessAWSCredentialException => ($"The credential process of profile '{profile.Name}' failed; run it by hand to see why.", false),
            _ when profile.IsSingleSignOn => ($"The single sign-on of profile '{profile.Name}' gave no credentials: sign in with 'aws sso login --profile {profile.Name}'.", false),
            _ when refusal is { ErrorCode.Length: > 0 } =>
                ($"No credentials were given out: {refusal.ErrorCode}. Check the role and who may assume it.", (int)refusal.StatusCode >= 500),
            _ when Find<HttpRequestException>(exception) is not null || Find<IOException>(exception) is not null || Find<TaskCanceledException>(exception) is not null => ("The service that gives out credentials could not be reached.", true),
            _ => (
                "No AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, sign in with 'aws sso login', "
                + "or run where a role is attached.", false),
        };
        return new BatchException(
            BatchErrorCode.Unauthenticated, message, exception is AmazonClientException or AmazonServiceException ? exception : null)
        {
            IsTransient = isTransient,
            Provider = AwsProviderName.Value,
            NativeCode = refusal?.ErrorCode,
            RequestId = refusal?.RequestId,
            Resource = profile.Name,
        };
    }

    private static T? Find<T>(Exception exception)
        where T : Exception
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
