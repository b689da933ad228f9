namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record LifecyclePolicy
{
    public string? Action { get; init; }

    public ActionCondition? ActionCondition { get; init; }
}
