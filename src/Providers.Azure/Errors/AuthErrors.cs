using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Azure.Errors;

/// <summary>Errors of credentials, before anything is sent.</summary>
internal static class AuthErrors
{
    public static BatchException NoToken(Exception cause, HttpCall call) => new(
        BatchErrorCode.Unauthenticated,
        $"{call.Operation}: no credentials for Azure were found or accepted ({FirstLine(cause.Message)}). Sign in (az login), set the variables of a service principal, or name the account's key.",
        cause)
    {
        Provider = call.Provider, Resource = call.Resource, Effect = BatchEffect.None,
    };

    public static BatchException NotOverPlainHttp(Exception cause, HttpCall call, Uri endpoint) => new(
        BatchErrorCode.Unauthenticated, $"{call.Operation} at {endpoint.Authority}: tokens are sent over https only. Name the account's key for an address with http, as an emulator has.", cause)
    {
        Provider = call.Provider, Resource = call.Resource, Effect = BatchEffect.None,
    };

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');
}
