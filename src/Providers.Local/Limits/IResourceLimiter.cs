namespace MultiBatch.Providers.Local.Limits;

/// <summary>Makes limits hold. Safe for use by several threads.</summary>
internal interface IResourceLimiter : IDisposable
{
    LimitSupport Support { get; }

    /// <summary>Prepares limits for an attempt that is about to start. What cannot be enforced here is left out.</summary>
    /// <exception cref="IOException">A control group could not be prepared.</exception>
    IAppliedLimits Apply(ResourceLimits limits);

    /// <summary>Finds the limits of an attempt that an earlier engine started.</summary>
    IAppliedLimits Reopen(string tag);

    /// <summary>Every attempt of an earlier engine is settled: what it left that nobody uses any more may go.</summary>
    void RemoveLeftOvers();
}
