namespace MultiBatch.TestSupport.InMemory;

/// <summary>What the service makes of a submit that repeats an earlier one, by its submission id.</summary>
public enum RepeatedSubmit
{
    /// <summary>The job that is there: the service knows the id as a token.</summary>
    SameJob = 0,

    /// <summary>An error, <see cref="BatchErrorCode.AlreadyExists"/>: the id is the job's own.</summary>
    AlreadyExists = 1,

    /// <summary>A second job: the service has no tokens.</summary>
    SecondJob = 2,
}
