namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A job another one waits for.</summary>
internal sealed class JobWait
{
    public required JobEntry Job { get; init; }

    /// <summary>SUCCEEDED, FAILED or FINISHED.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it has come to pass; once it has, it stays so.</summary>
    public bool IsMet { get; set; }

    /// <summary>Whether an end of the job is what is waited for.</summary>
    public bool Matches(JobState state) => Type switch
    {
        "SUCCEEDED" => state == JobState.Succeeded,
        "FAILED" => state == JobState.Failed,
        _ => state is JobState.Succeeded or JobState.Failed,
    };
}
