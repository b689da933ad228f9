namespace MultiBatch.Providers.Aws.Resources;

/// <summary>Errors about environments, queues and definitions.</summary>
internal static class ResourceErrors
{
    public static BatchException NotFound(string what, string name) =>
        new(BatchErrorCode.NotFound, $"There is no {what} '{name}'.") { Provider = AwsProviderName.Value, Resource = name };

    public static BatchException Conflict(string name, string message) =>
        new(BatchErrorCode.Conflict, message) { Provider = AwsProviderName.Value, Resource = name };

    public static BatchException Unsettled(string what, string name, string status, TimeSpan after) =>
        new(BatchErrorCode.Timeout, $"The {what} '{name}' is still {status} after {DurationText.Format(after)}, so it cannot be deleted yet; it has been disabled. Delete it again later.")
        {
            Provider = AwsProviderName.Value, Resource = name, IsTransient = true, Effect = BatchEffect.Applied,
        };
}
