using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A job or an error.</summary>
internal sealed record SubmitOutcome
{
    public Job? Job { get; init; }

    public EngineError? Error { get; init; }
}
