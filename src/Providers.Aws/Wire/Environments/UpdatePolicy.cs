namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>What becomes of running jobs when machines are replaced.</summary>
internal sealed record UpdatePolicy
{
    public bool? TerminateJobsOnUpdate { get; init; }

    public int? JobExecutionTimeoutMinutes { get; init; }
}
