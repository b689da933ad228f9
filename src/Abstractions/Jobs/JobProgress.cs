namespace MultiBatch.Jobs;

/// <summary>
/// The order of what may be seen of a job: run, then attempt, then state. A retry goes back to <see cref="JobState.Queued"/> under a new
/// attempt, a restart in place begins a new run; within one attempt the state only rises. A stale reply sorts before a fresh one.
/// </summary>
public readonly struct JobProgress : IEquatable<JobProgress>, IComparable<JobProgress>
{
    /// <summary>Creates an order key.</summary>
    /// <param name="run">The run, from 1.</param>
    /// <param name="attempt">The attempt of this run, from 1; 0 before the first.</param>
    /// <param name="state">The state.</param>
    public JobProgress(int run, int attempt, JobState state)
    {
        Run = run;
        Attempt = attempt;
        State = state;
    }

    /// <summary>The run, from 1; raised by a restart in place.</summary>
    public int Run { get; }

    /// <summary>The attempt of this run, from 1; 0 before the first.</summary>
    public int Attempt { get; }

    /// <summary>The state.</summary>
    public JobState State { get; }

    /// <summary>Whether two keys are equal.</summary>
    public static bool operator ==(JobProgress left, JobProgress right) => left.Equals(right);

    /// <summary>Whether two keys differ.</summary>
    public static bool operator !=(JobProgress left, JobProgress right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(JobProgress left, JobProgress right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(JobProgress left, JobProgress right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(JobProgress left, JobProgress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(JobProgress left, JobProgress right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(JobProgress other)
    {
        var byRun = Run.CompareTo(other.Run);
        if (byRun != 0)
        {
            return byRun;
        }

        // A terminal state ends the run whatever attempt number the service attaches to it: some report none at all.
        var byEnd = State.IsTerminal().CompareTo(other.State.IsTerminal());
        if (byEnd != 0)
        {
            return byEnd;
        }

        var byAttempt = Attempt.CompareTo(other.Attempt);
        return byAttempt != 0 ? byAttempt : State.CompareTo(other.State);
    }

    /// <inheritdoc/>
    public bool Equals(JobProgress other) => Run == other.Run && Attempt == other.Attempt && State == other.State;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JobProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((((Run * 397) ^ Attempt) * 397) ^ (int)State);

    /// <summary>The key as <c>1.2 Running</c>.</summary>
    public override string ToString() => $"{Run}.{Attempt} {State}";
}
