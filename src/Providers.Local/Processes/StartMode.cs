namespace MultiBatch.Providers.Local.Processes;

/// <summary>How an attempt is started, and with that what is known of its end.</summary>
internal enum StartMode
{
    /// <summary>
    /// Under a small shell that claims the attempt and writes the exit code to the state file, so that the end is known
    /// even when no engine was running. A code of 129 and more is read as a signal, as every shell does.
    /// </summary>
    Recorded,

    /// <summary>Started by the engine itself: faster, with the exact wait status, but the end is lost with the engine.</summary>
    Direct,
}
