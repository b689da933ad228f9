namespace MultiBatch.Providers.Local.Limits;

/// <summary>The limits of one attempt.</summary>
internal interface IAppliedLimits
{
    /// <summary>Finds them again by <see cref="IResourceLimiter.Reopen"/>; one word, empty when there is nothing to find.</summary>
    string Tag { get; }

    /// <summary>Control files to which the process writes "0" before it becomes the job.</summary>
    IReadOnlyList<string> JoinFiles { get; }

    /// <summary>Address space per process, in KiB, to be set before the process becomes the job.</summary>
    long? AddressSpaceKilobytes { get; }

    /// <summary>Whether the kernel killed one of the attempt's processes for lack of memory.</summary>
    bool SawOutOfMemory();

    /// <summary>Sends a signal to every process in the group, wherever it moved to in the process tree.</summary>
    void Signal(int signal);

    /// <summary>Gives the limits back, after the attempt ended. What still runs in the group is killed.</summary>
    void Release();
}
