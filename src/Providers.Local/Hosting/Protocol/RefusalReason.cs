namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>Why an engine does not serve a client.</summary>
internal enum RefusalReason
{
    /// <summary>They speak different protocol versions.</summary>
    Protocol = 0,

    /// <summary>The engine works on another state folder than the client means.</summary>
    OtherFolder = 1,

    /// <summary>As many clients as it takes are connected.</summary>
    TooManyClients = 2,

    /// <summary>It is ending; the next engine may be asked.</summary>
    Closing = 3,
}
