namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>What a state file says about the end of an attempt.</summary>
internal static class StateReport
{
    /// <summary>The end as it was recorded; null when it was not.</summary>
    /// <param name="state">The file, or null when there is none.</param>
    /// <param name="program">The program, as far as it is known, for messages.</param>
    /// <param name="shells">Tells how far the file can be trusted about a failure to start.</param>
    /// <param name="outOfMemory">Whether the kernel killed a process of it.</param>
    /// <param name="endedAt">When it ended.</param>
    public static ExitReport? Read(StateFile? state, string program, Shells shells, bool outOfMemory, DateTimeOffset endedAt)
    {
        if (state is null)
        {
            return null;
        }

        if (state.IsRevoked)
        {
            return ExitReport.NotClaimed("The attempt was revoked before it could begin.", endedAt);
        }

        if (state.StartFailure is { } failure)
        {
            return ExitReport.StartFailed(StartFailure.Explain(program, failure), endedAt);
        }

        return state.ExitCode is { } code ? FromCode(code, program, shells, outOfMemory, endedAt) : null;
    }

    /// <summary>The end of a job whose shell returned a code.</summary>
    public static ExitReport FromCode(int code, string program, Shells shells, bool outOfMemory, DateTimeOffset endedAt) =>
        StartFailure.MayBe(code) && !shells.RecordStartFailures && StartFailure.FindAfterwards(program) is { } reason
            ? ExitReport.StartFailed(reason, endedAt)
            : ExitReport.FromShellCode(code, outOfMemory, endedAt);
}
