namespace MultiBatch.Jobs;

/// <summary>What to do after an attempt that did not succeed.</summary>
public enum AttemptAction
{
    /// <summary>Try again while attempts are left.</summary>
    Retry = 0,

    /// <summary>Fail the job at once.</summary>
    Fail = 1,
}
