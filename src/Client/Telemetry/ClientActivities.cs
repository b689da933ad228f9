using System.Diagnostics;

namespace MultiBatch.Telemetry;

/// <summary>The spans of source <c>MultiBatch</c>.</summary>
internal static class ClientActivities
{
    private static readonly ActivitySource Source = new("MultiBatch", typeof(ClientActivities).Assembly.GetName().Version?.ToString(3) ?? string.Empty);

    /// <summary>A span of one call to the provider; null when nobody listens.</summary>
    public static Activity? StartCall(string provider, string? connection, string operation) =>
        Source.HasListeners() ? Tag(Source.StartActivity("multibatch.call " + operation, ActivityKind.Client), provider, connection) : null;

    /// <summary>A span of an operation of the client, as <c>multibatch.submit</c>; null when nobody listens.</summary>
    public static Activity? Start(string name, ClientServices services) =>
        Source.HasListeners() ? Tag(Source.StartActivity(name), services.Provider.Name, services.Options.ConnectionName) : null;

    public static void SetError(Activity? activity, BatchException? error)
    {
        if (activity is not null && error is not null)
        {
            activity.SetTag(ClientMeter.ErrorTag, error.Code.ToString());
            activity.SetTag("multibatch.native_code", error.NativeCode);
            activity.SetTag("multibatch.request_id", error.RequestId);
            activity.SetStatus(ActivityStatusCode.Error, error.Message);
        }
    }

    private static Activity? Tag(Activity? activity, string provider, string? connection) =>
        activity?.SetTag(ClientMeter.ProviderTag, provider).SetTag("multibatch.connection", connection);
}
