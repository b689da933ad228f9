namespace MultiBatch.Providers.Local.Processes;

/// <summary>A running attempt, or why nothing was started. One of the three members is set.</summary>
internal readonly struct LaunchResult
{
    private LaunchResult(IRunningAttempt? attempt, StartError? error, bool isAlreadyClaimed)
    {
        Attempt = attempt;
        Error = error;
        IsAlreadyClaimed = isAlreadyClaimed;
    }

    public static LaunchResult AlreadyClaimed => new(null, null, true);

    public IRunningAttempt? Attempt { get; }

    public StartError? Error { get; }

    /// <summary>
    /// The attempt was launched or revoked before: nothing was done. Where this is found out only later it is reported as
    /// <see cref="ExitKind.NotClaimed"/>.
    /// </summary>
    public bool IsAlreadyClaimed { get; }

    public static LaunchResult Started(IRunningAttempt attempt) => new(attempt, null, false);

    public static LaunchResult Failed(StartError error) => new(null, error, false);
}
