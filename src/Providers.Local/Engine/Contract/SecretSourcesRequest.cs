using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A job that is to be restarted.</summary>
internal sealed record SecretSourcesRequest
{
    public required JobReference Reference { get; init; }
}
