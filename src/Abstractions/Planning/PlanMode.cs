namespace MultiBatch.Planning;

/// <summary>How a plan is made.</summary>
public enum PlanMode
{
    /// <summary>Without a call to anything; what would need one is <see cref="DispositionKind.Unverified"/>.</summary>
    Offline = 0,

    /// <summary>With calls that only read.</summary>
    Connected = 1,
}
