using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Engine.Core;

/// <summary>The errors of the engine, each with what it is about and the way out.</summary>
internal static class EngineErrors
{
    public static BatchException Ending() =>
        new(BatchErrorCode.Unavailable, "The local engine is ending; the call was not carried out. Call again to begin a new one.")
        {
            Provider = LocalProviderName.Value,
            IsTransient = true,
        };

    public static BatchException Internal(Exception error) =>
        new(BatchErrorCode.Provider, $"The local engine met a fault of its own: {error.Message} Please report it.", error)
        {
            Provider = LocalProviderName.Value,
            Effect = BatchEffect.Unknown,
        };

    public static BatchException NoJob(JobReference reference) =>
        New(BatchErrorCode.NotFound, $"There is no job {reference}.", reference.ToString());

    public static BatchException New(BatchErrorCode code, string message, string? resource) =>
        new(code, message) { Provider = LocalProviderName.Value, Resource = resource };
}
