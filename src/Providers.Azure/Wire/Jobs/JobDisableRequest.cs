namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record JobDisableRequest
{
    public string? DisableTasks { get; init; }
}
