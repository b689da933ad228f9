using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>Runs a few lines of shell to find out what this machine can do.</summary>
internal static class ShellRun
{
    /// <summary>Runs the script and waits; null when it could not be started.</summary>
    public static WaitStatus? Run(Spawner spawner, string shell, string script, params string[] arguments)
    {
        var call = new SpawnCall
        {
            Path = shell,
            Arguments = ["sh", "-c", script, .. arguments],
            Environment = [],
        };
        return spawner.Spawn(call, out var processId) == 0 ? Wait(processId) : null;
    }

    private static unsafe WaitStatus? Wait(int processId)
    {
        int status;
        int result;
        do
        {
            result = LibC.WaitPid(processId, &status, 0);
        }
        while (result < 0 && Marshal.GetLastWin32Error() == UnixConstants.ErrorInterrupted);

        return result == processId ? new WaitStatus(status) : null;
    }
}
