using System.ComponentModel;
using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Unix;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>A process in a session of its own.</summary>
internal sealed class UnixDetachedProcess : IDetachedProcess
{
    private const int ThreadStackSize = 128 * 1024;
    private const int SignalBase = 128;

    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private UnixDetachedProcess(int id)
    {
        Id = id;

        // It stays a child of this process as long as there is one, and somebody has to collect it when it ends.
        new Thread(Wait, ThreadStackSize) { IsBackground = true, Name = "MultiBatch engine exit" }.Start();
    }

    public int Id { get; }

    public Task<int> Exited => _exited.Task;

    public static UnixDetachedProcess Start(
        string path, IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> environment, StateDirectory state)
    {
        using var spawner = new Spawner();
        var error = spawner.Spawn(
            new SpawnCall
            {
                Path = path,
                Arguments = command,
                Environment = environment,
                WorkingDirectory = state.Path,
                OutputFile = state.LogFile,
            },
            out var id);
        return error == 0 ? new UnixDetachedProcess(id) : throw new Win32Exception(error);
    }

    private unsafe void Wait()
    {
        int status;
        int result;
        do
        {
            result = LibC.WaitPid(Id, &status, 0);
        }
        while (result < 0 && Marshal.GetLastWin32Error() == UnixConstants.ErrorInterrupted);

        // Where somebody else in this process collects children that are not theirs, the code is lost; that it has ended is not.
        var ended = new WaitStatus(result == Id ? status : 0);
        _exited.TrySetResult(ended.Code ?? SignalBase + ended.Signal!.Value);
    }
}
