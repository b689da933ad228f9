using Google.Apis.Auth.OAuth2.Responses;

namespace MultiBatch.Providers.Google.Auth;

/// <summary>What to say when the vendor's credentials give no token.</summary>
internal static class CredentialErrors
{
    internal static BatchException Create(Exception exception)
    {
        if (exception is BatchException known)
        {
            return known;
        }

        var refusal = Find<TokenResponseException>(exception);
        var (message, isTransient) = refusal is not null
            ? ($"No token was given out: {refusal.Error?.Error ?? "no reason given"}. Check the account, its key and, for impersonation, who may act as it.", (int)(refusal.StatusCode ?? 0) >= 500)
            : Find<HttpRequestException>(exception) is not null || Find<TaskCanceledException>(exception) is not null
            ? ("The service that gives out tokens could not be reached.", true)
            : Find<FileNotFoundException>(exception) is not null || Find<DirectoryNotFoundException>(exception) is not null
            ? ("The file of credentials is not there.", false)
            : ("No Google credentials were found. Sign in with 'gcloud auth application-default login', set GOOGLE_APPLICATION_CREDENTIALS, or run where a service account is attached.", false);

        // Words of the vendor's may hold parts of a key: they stay out.
        return new BatchException(BatchErrorCode.Unauthenticated, message)
        {
            IsTransient = isTransient, Provider = GoogleProviderName.Value, NativeCode = refusal?.Error?.Error,
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
