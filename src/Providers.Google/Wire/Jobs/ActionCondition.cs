namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record ActionCondition
{
    public IReadOnlyList<int>? ExitCodes { get; init; }
}
