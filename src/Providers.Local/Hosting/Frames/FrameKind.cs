namespace MultiBatch.Providers.Local.Hosting.Frames;

/// <summary>What a frame is for. The first three belong to the handshake, whose form never changes between protocol versions.</summary>
internal enum FrameKind
{
    /// <summary>Client: who it is and which protocol it speaks. Always the first frame of a connection.</summary>
    Hello = 0,

    /// <summary>Server: the answer to a hello that it can serve.</summary>
    Welcome = 1,

    /// <summary>Server: the answer to a hello that it cannot serve; the connection ends.</summary>
    Refused = 2,

    /// <summary>Client: asks for an operation.</summary>
    Request = 3,

    /// <summary>Client: the request of this id is no longer wanted. It is answered all the same.</summary>
    Cancel = 4,

    /// <summary>Server: the result of a request.</summary>
    Reply = 5,

    /// <summary>Server: the request failed.</summary>
    Error = 6,

    /// <summary>Server: the request ended because the client cancelled it.</summary>
    Cancelled = 7,

    /// <summary>Server: it is ending and has not carried the request out; the next engine may be asked.</summary>
    Closing = 8,

    /// <summary>Server: it is ending; requests on their way are answered, new ones belong to the next engine.</summary>
    Goodbye = 9,

    /// <summary>Server, after a goodbye: every request it has taken is answered, and it takes no other; the connection ends.</summary>
    Ended = 10,
}
