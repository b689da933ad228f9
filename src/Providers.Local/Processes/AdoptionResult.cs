namespace MultiBatch.Providers.Local.Processes;

/// <summary>The answer to <see cref="IProcessLauncher.AdoptAsync"/>.</summary>
internal sealed class AdoptionResult
{
    private AdoptionResult(AdoptionOutcome outcome, IRunningAttempt? attempt, ExitReport? report)
    {
        Outcome = outcome;
        Attempt = attempt;
        Report = report;
    }

    public AdoptionOutcome Outcome { get; }

    /// <summary>Set when it runs.</summary>
    public IRunningAttempt? Attempt { get; }

    /// <summary>Set when it finished or is lost.</summary>
    public ExitReport? Report { get; }

    public static AdoptionResult NeverStarted { get; } = new(AdoptionOutcome.NeverStarted, null, null);

    public static AdoptionResult Running(IRunningAttempt attempt) => new(AdoptionOutcome.Running, attempt, null);

    public static AdoptionResult Ended(ExitReport report) =>
        new(report.Kind == ExitKind.Lost ? AdoptionOutcome.Lost : AdoptionOutcome.Finished, null, report);
}
