namespace MultiBatch.Providers.Local.Processes;

/// <summary>What is known of the end of an attempt.</summary>
internal enum ExitKind
{
    /// <summary>The job ran and ended with an exit code or by a signal.</summary>
    Exited,

    /// <summary>The job's program could not be started; it has not run.</summary>
    StartFailed,

    /// <summary>The job started and is gone, and nobody recorded how it ended.</summary>
    Lost,

    /// <summary>This launch did nothing: the attempt was claimed by another launch, or revoked. Its end is to be read there.</summary>
    NotClaimed,
}
