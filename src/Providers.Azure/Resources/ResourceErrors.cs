namespace MultiBatch.Providers.Azure.Resources;

/// <summary>Errors about environments and queues.</summary>
internal static class ResourceErrors
{
    public static BatchException NotFound(string what, string name) =>
        new(BatchErrorCode.NotFound, $"There is no {what} '{name}'.") { Provider = AzureProviderName.Value, Resource = name };

    public static BatchException AlreadyExists(string what, string name) =>
        new(BatchErrorCode.AlreadyExists, $"There is a {what} '{name}' already.") { Provider = AzureProviderName.Value, Resource = name };

    public static BatchException Conflict(string name, string message) =>
        new(BatchErrorCode.Conflict, message) { Provider = AzureProviderName.Value, Resource = name };

    public static BatchException Unsettled(string name, string status, TimeSpan after) =>
        new(BatchErrorCode.Timeout, $"The environment '{name}' is still {status} after {DurationText.Format(after)}, so that it cannot be changed yet. Change it again later.")
        {
            Provider = AzureProviderName.Value, Resource = name, IsTransient = true,
        };
}
