namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record TaskExecution
{
    public int? ExitCode { get; init; }
}
