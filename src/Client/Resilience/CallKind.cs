namespace MultiBatch.Resilience;

/// <summary>What repeating a call would do, and which rate it counts against.</summary>
internal enum CallKind
{
    /// <summary>Only reads: repeated after every transient error.</summary>
    Read,

    /// <summary>Changes something, and doing so twice is the same as once (stop, delete): repeated after every transient error.</summary>
    Repeatable,

    /// <summary>Changes something each time it is carried out: repeated only when the failed call changed nothing for certain.</summary>
    Once,
}
