namespace MultiBatch.Conformance.Faults;

/// <summary>Calls of a provider that faults can be put into.</summary>
public enum ProviderOperation
{
    /// <summary>Submitting jobs.</summary>
    Submit = 0,

    /// <summary>Looking up a submission.</summary>
    FindSubmission = 1,

    /// <summary>Describing jobs.</summary>
    GetJobs = 2,

    /// <summary>Listing jobs.</summary>
    ListJobs = 3,

    /// <summary>Stopping jobs.</summary>
    StopJobs = 4,

    /// <summary>Reading logs.</summary>
    ReadLog = 5,
}
