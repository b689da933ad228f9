namespace MultiBatch.Planning;

/// <summary>What becomes of a field.</summary>
public enum DispositionKind
{
    /// <summary>Done as asked.</summary>
    Honored = 0,

    /// <summary>Not set by the caller; a value of ours or of the provider's is used.</summary>
    Defaulted = 1,

    /// <summary>Done with the nearest value the provider has, never less than asked where less would harm.</summary>
    Rounded = 2,

    /// <summary>Done by other means than the service's own.</summary>
    Emulated = 3,

    /// <summary>Not known before a call to the service.</summary>
    Unverified = 4,

    /// <summary>Not done: the job is not submitted.</summary>
    Rejected = 5,
}
