namespace MultiBatch.Jobs;

/// <summary>Why an attempt, or a job that never ran, did not succeed.</summary>
public enum JobCause
{
    /// <summary>The task ended with an exit code other than 0.</summary>
    ExitCode = 0,

    /// <summary>The task was ended by a signal that nobody of the platform admits to; a bare exit code of 137 is this.</summary>
    Signal = 1,

    /// <summary>The platform says that the task took more memory than it had asked for.</summary>
    OutOfMemory = 2,

    /// <summary>The platform says that a disk was full.</summary>
    DiskFull = 3,

    /// <summary>The image could not be fetched.</summary>
    ImagePull = 4,

    /// <summary>The task could not be started: no such program, not executable, no such folder.</summary>
    StartError = 5,

    /// <summary>Inputs could not be brought in, or outputs not taken out.</summary>
    Staging = 6,

    /// <summary>The attempt ran into its timeout.</summary>
    TimedOut = 7,

    /// <summary>The machine was taken back by the provider.</summary>
    Preempted = 8,

    /// <summary>The machine, or the engine on it, was lost; how the task ended is not known.</summary>
    HostLost = 9,

    /// <summary>A job this one depends on ended in a way that rules this one out.</summary>
    DependencyFailed = 10,

    /// <summary>Somebody stopped the job.</summary>
    Stopped = 11,
}
