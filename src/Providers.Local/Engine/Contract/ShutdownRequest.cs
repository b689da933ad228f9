namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>How to end the engine.</summary>
internal sealed record ShutdownRequest
{
    public ShutdownMode Mode { get; init; }

    /// <summary>
    /// True to end only when the engine is idle at that moment: otherwise <see cref="BatchErrorCode.Conflict"/>, and it goes on. No submit
    /// falls between the check and the end.
    /// </summary>
    public bool OnlyIfIdle { get; init; }
}
