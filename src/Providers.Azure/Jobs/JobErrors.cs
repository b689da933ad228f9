using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Errors about jobs.</summary>
internal static class JobErrors
{
    public static BatchException NotFound(JobReference reference) =>
        new(BatchErrorCode.NotFound, $"Azure Batch knows no job {reference}; with its queue, or by somebody, it may have been deleted.")
        {
            Provider = AzureProviderName.Value, Resource = reference.ToString(),
        };

    public static BatchException Conflict(JobReference reference, string message) =>
        new(BatchErrorCode.Conflict, message) { Provider = AzureProviderName.Value, Resource = reference.ToString() };

    public static BatchException WrongToken(string what) =>
        new(BatchErrorCode.InvalidSpec, $"The {what} is not one of this provider's.") { Provider = AzureProviderName.Value };
}
