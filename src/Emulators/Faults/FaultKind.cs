namespace MultiBatch.Emulators.Faults;

/// <summary>Something that goes wrong, on purpose.</summary>
public enum FaultKind
{
    /// <summary>The reply comes later, by <see cref="FaultRule.Delay"/>. Goes together with another fault.</summary>
    Latency = 0,

    /// <summary>The service's own refusal for too many requests (429 unless <see cref="FaultRule.Status"/> says otherwise); nothing is done.</summary>
    Throttle = 1,

    /// <summary>The service's own error of its side (500 unless <see cref="FaultRule.Status"/> says otherwise); nothing is done.</summary>
    ServerError = 2,

    /// <summary>A page of HTML, as a proxy on the way sends (502 unless <see cref="FaultRule.Status"/> says otherwise); nothing is done.</summary>
    Html = 3,

    /// <summary>A status without a body (503 unless <see cref="FaultRule.Status"/> says otherwise); nothing is done.</summary>
    Empty = 4,

    /// <summary>The request is carried out and half of the reply is sent before the connection is cut.</summary>
    CutOff = 5,

    /// <summary>The connection is cut before anything is done.</summary>
    ResetBefore = 6,

    /// <summary>The request is carried out and the connection is cut without a reply.</summary>
    ResetAfter = 7,

    /// <summary>A reading is answered with what was true <see cref="FaultRule.Delay"/> ago. Goes together with another fault.</summary>
    Stale = 8,

    /// <summary>A job finds no machine in an environment whose name matches <see cref="FaultRule.Match"/>.</summary>
    InsufficientCapacity = 9,

    /// <summary>
    /// The spot machine under a job whose name or id matches <see cref="FaultRule.Match"/> is taken back <see cref="FaultRule.Delay"/> after the start;
    /// of a job that runs already when the rule comes, that long after the rule.
    /// </summary>
    SpotReclaim = 10,

    /// <summary>An image whose name matches <see cref="FaultRule.Match"/> cannot be fetched.</summary>
    ImagePull = 11,

    /// <summary>An environment whose name matches <see cref="FaultRule.Match"/> does not become usable.</summary>
    InvalidEnvironment = 12,

    /// <summary>
    /// The machine under a job whose name matches <see cref="FaultRule.Match"/> is lost <see cref="FaultRule.Delay"/> after the start;
    /// <see cref="FaultRule.Status"/> is the code the service gives, where it gives one.
    /// </summary>
    HostLost = 13,

    /// <summary>An item of a collection whose id matches <see cref="FaultRule.Match"/> fails on the service's side; the others are done.</summary>
    ItemFailure = 14,
}
