using Amazon.Runtime;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>What to say when the vendor's chain finds no credentials.</summary>
internal static class CredentialErrors
{
    internal static BatchException Create(Exception exception, SharedProfile profile)
    {
        var (message, isTransient) = exception switch
        {
            // The words of a program of the user's own may hold what it was to keep.
            ProcessAWSCredentialException => ($"The credential process of profile '{profile.Name}' failed; run it by hand to see why.", false),
            _ when profile.IsSingleSignOn => ($"The single sign-on of profile '{profile.Name}' gave no credentials: sign in with 'aws sso login --profile {profile.Name}'.", false),
            AmazonServiceException service =>
                ($"No credentials were given out: {service.ErrorCode ?? service.StatusCode.ToString()}. Check the role and who may assume it.", (int)service.StatusCode >= 500),
            _ when IsNetwork(exception) => ("The service that gives out credentials could not be reached.", true),
            _ => (
                "No AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, sign in with 'aws sso login', "
                + "or run where a role is attached.", false),
        };
        return new BatchException(
            BatchErrorCode.Unauthenticated, message, exception is AmazonClientException or AmazonServiceException ? exception : null)
        {
            IsTransient = isTransient,
            Provider = AwsProviderName.Value,
            NativeCode = (exception as AmazonServiceException)?.ErrorCode,
            RequestId = (exception as AmazonServiceException)?.RequestId,
            Resource = profile.Name,
        };
    }

    private static bool IsNetwork(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or IOException or TaskCanceledException)
            {
                return true;
            }
        }

        return false;
    }
}
