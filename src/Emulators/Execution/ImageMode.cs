namespace MultiBatch.Emulators.Execution;

/// <summary>What becomes of the container image of a job.</summary>
public enum ImageMode
{
    /// <summary>
    /// The image is ignored: the command runs as a process of this host, as the user that runs the emulator, with the host's programs and files.
    /// Jobs say so while they run. Needs no container runtime.
    /// </summary>
    Process = 0,

    /// <summary>
    /// The command runs in a container of the image, by Podman or Docker, with the vCPUs and the memory the job asks for and the host's network. An
    /// emulator does not start when neither can run containers here. Only where the emulator says that it can.
    /// </summary>
    Container = 1,
}
