namespace MultiBatch.Conformance.Faults;

/// <summary>What goes wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>The request never arrives; the caller cannot know (<see cref="BatchEffect.Unknown"/>).</summary>
    RequestLost = 0,

    /// <summary>The call is carried out and its reply lost; the caller cannot know (<see cref="BatchEffect.Unknown"/>).</summary>
    ReplyLost = 1,

    /// <summary>Too many requests; nothing is done.</summary>
    Throttled = 2,

    /// <summary>The service is out of order for a moment; nothing is done.</summary>
    Unavailable = 3,

    /// <summary>The caller may not do this; nothing is done, and trying again does not help.</summary>
    Denied = 4,

    /// <summary>The first job of the call is refused as one too many for the moment, the others are not.</summary>
    FirstItemThrottled = 5,
}
